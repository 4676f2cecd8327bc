package dev.mandate.control.api;

import dev.mandate.control.api.command.ManagementCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.web.method.HandlerMethod;

/**
 * The commands that a handler makes, as its class file says: in itself, in the methods of its class that it calls, and in their lambdas.
 *
 * @param writes whether it submits a command
 */
record GivenCommands(Set<Class<?>> commands, boolean writes) {
    private static final String MANAGEMENT = Management.class.getName().replace('.', '/');

    static GivenCommands of(HandlerMethod handler) {
        Walk walk = new Walk(handler.getBeanType());
        walk.method(key(handler.getMethod()));
        while (!walk.todo.isEmpty()) {
            walk.model.methods().stream()
                    .filter(m -> key(m).equals(walk.todo.getFirst()))
                    .flatMap(m -> m.code().stream())
                    .forEach(code -> code.forEach(walk::element));
            walk.todo.removeFirst();
        }
        return new GivenCommands(walk.commands, walk.writes);
    }

    private static String key(Method method) {
        return method.getName()
                + MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
    }

    private static String key(MethodModel method) {
        return method.methodName().stringValue() + method.methodType().stringValue();
    }

    /** Whether one of them names a thing that {@code If-Match} is compared with. */
    boolean isAboutOneThing() {
        return commands.stream().anyMatch(GivenCommands::namesThing);
    }

    /** A command without one inherits or writes {@code return null}. */
    private static boolean namesThing(Class<?> command) {
        try {
            Class<?> declaring = command.getMethod("target").getDeclaringClass();
            return parse(declaring).methods().stream()
                    .filter(m -> m.methodName().equalsString("target"))
                    .flatMap(m -> m.code().stream())
                    .flatMap(code -> code.elementStream())
                    .noneMatch(e -> e instanceof ConstantInstruction c && c.opcode() == Opcode.ACONST_NULL);
        } catch (NoSuchMethodException e) {
            throw new LinkageError("every command has a target", e);
        }
    }

    private static ClassModel parse(Class<?> type) {
        String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(name))) {
            return ClassFile.of().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was found so far, and which methods are still to be read. */
    private static final class Walk {
        private final ClassModel model;
        private final Set<String> known = new HashSet<>();
        private final Deque<String> todo = new ArrayDeque<>();
        private final Set<Class<?>> commands = new LinkedHashSet<>();
        private boolean writes;

        Walk(Class<?> controller) {
            this.model = parse(controller);
        }

        void method(String key) {
            if (known.add(key)) {
                todo.addLast(key);
            }
        }

        void element(CodeElement element) {
            switch (element) {
                case NewObjectInstruction made -> made(made.className().asInternalName());
                case InvokeInstruction call -> called(call);
                case InvokeDynamicInstruction lambda ->
                    lambda.bootstrapArgs().forEach(argument -> {
                        if (argument instanceof DirectMethodHandleDesc method) {
                            method(method.methodName() + method.lookupDescriptor());
                        }
                    });
                default -> {
                    // makes nothing
                }
            }
        }

        private void called(InvokeInstruction call) {
            String owner = call.owner().asInternalName();
            if (owner.equals(model.thisClass().asInternalName())) {
                method(call.name().stringValue() + call.type().stringValue());
            }
            writes |= owner.equals(MANAGEMENT) && call.name().equalsString("write");
        }

        private void made(String internalName) {
            try {
                Class<?> type = Class.forName(internalName.replace('/', '.'));
                if (ManagementCommand.class.isAssignableFrom(type)) {
                    commands.add(type);
                }
            } catch (ClassNotFoundException e) {
                throw new LinkageError("a class that is made is there", e);
            }
        }
    }
}
