package dev.mandate.control.api;

import dev.mandate.control.log.Refusal;
import dev.mandate.protocol.problem.Problem;

/** The refusals that every resource shares. */
public final class Refusals {
    private Refusals() {}

    /** 400: the body or a parameter is not what it must be. An empty field means the whole body. */
    public static Refusal malformed(String field, String message) {
        return field.isEmpty() ? Refusal.malformed(field, message, message) : Refusal.malformed(field, message);
    }

    /** 413: the body is larger than is read. */
    public static Refusal tooLarge(int most) {
        return new Refusal(
                Problem.of(413, "too_large", "Content Too Large", "the body is larger than " + most + " bytes"));
    }

    /** 404: there is no such thing in what the actor manages. */
    public static Refusal unknown(String kind, String id) {
        return new Refusal(
                Problem.of(404, "not_found", "Not Found", kind + " `" + Text.shown(id) + "` does not exist"));
    }

    /** 409: what is asked for contradicts what is. */
    public static Refusal conflict(String code, String detail) {
        return new Refusal(Problem.of(409, code, "Conflict", detail));
    }

    /** 409: the id is or was in use. */
    public static Refusal idTaken(String kind, String id) {
        return conflict(
                "id_taken", kind + " id `" + id + "` is or was in use: ids are never used again, choose another");
    }

    /** 409: another thing of the kind has the name, or one that is taken for it. */
    public static Refusal nameTaken(String kind, String name, String taken) {
        String how = name.equals(taken) ? "" : ", which `" + name + "` is easily taken for";
        return conflict("name_taken", "another " + kind + " is called `" + taken + "`" + how + ": choose another name");
    }
}
