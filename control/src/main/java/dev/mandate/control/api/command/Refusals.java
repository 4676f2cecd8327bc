package dev.mandate.control.api.command;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.protocol.problem.ProblemCode;

/** The refusals that every resource shares. */
public final class Refusals {
    private Refusals() {}

    /** 400: the body or a parameter is not what it must be. An empty field means the whole body. */
    public static Refusal malformed(String field, String message) {
        return field.isEmpty() ? Refusal.malformed(field, message, message) : Refusal.malformed(field, message);
    }

    /** 413: the body is larger than is read. */
    public static Refusal tooLarge(int most) {
        return Refusal.of(ProblemCode.TOO_LARGE, "the body is larger than " + most + " bytes");
    }

    /** 404: there is no such thing in what the actor manages. */
    public static Refusal unknown(String kind, String id) {
        return Refusal.of(ProblemCode.NOT_FOUND, kind + " `" + Text.shown(id) + "` does not exist");
    }

    /** 409: the id is or was in use. */
    public static Refusal idTaken(String kind, String id) {
        return Refusal.of(
                ProblemCode.ID_TAKEN,
                kind + " id `" + id + "` is or was in use: ids are never used again, choose another");
    }

    /** 409: another thing of the kind has the name, or one that is taken for it. */
    public static Refusal nameTaken(String kind, String name, String taken) {
        String how = name.equals(taken) ? "" : ", which `" + name + "` is easily taken for";
        return Refusal.of(
                ProblemCode.NAME_TAKEN,
                "another " + kind + " is called `" + taken + "`" + how + ": choose another name");
    }
}
