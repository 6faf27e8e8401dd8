package dev.parley.sfu.cost;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;

/**
 * Loads all classes of this project anew, and has them tell {@link CopyMeter} before each instruction that writes a byte and
 * before each call of somebody else's method that gets bytes, or memory that holds some.
 */
final class MeteredClasses extends ClassLoader {
    private static final String OURS = "dev.parley.";
    private static final ClassDesc METER = ClassDesc.of(CopyMeter.class.getName());
    private static final ClassDesc BYTES = CD_byte.arrayType();
    private static final MethodTypeDesc MOVED_INT = MethodTypeDesc.of(CD_void, CD_int, CD_String);
    private static final MethodTypeDesc MOVED_LONG = MethodTypeDesc.of(CD_void, CD_long, CD_String);
    private static final MethodTypeDesc WROTE = MethodTypeDesc.of(CD_void, CD_int);
    private static final MethodTypeDesc UNKNOWN = MethodTypeDesc.of(CD_void, CD_String);

    /** In what bytes are handed over. */
    private static final Set<String> CARRIERS = Set.of("byte[]", "MemorySegment", "ByteBuf", "ByteBuffer");

    /** Methods that move as many bytes as their last argument says. */
    private static final Set<String> MOVES = Set.of(
            "System.arraycopy", "MemorySegment.copy", "Arrays.copyOf", "ByteBuf.readBytes", "ByteBuf.writeBytes");

    /** Methods that look at bytes, or at where they are, or fill them with a constant; and ciphers, which no copy is. */
    private static final Set<String> MOVE_NOTHING = Set.of(
            "VarHandle.get",
            "MemorySegment.get",
            "MemorySegment.address",
            "MemorySegment.byteSize",
            "MethodHandle.invokeExact", // OpenSSL's and the kernel's functions
            "Arrays.fill",
            "ByteBuf.readableBytes",
            "GCMParameterSpec.<init>",
            "Cipher.updateAAD",
            "Cipher.doFinal");

    MeteredClasses() {
        super(MeteredClasses.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) || name.equals(CopyMeter.class.getName())) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] metered = metered(in.readAllBytes());
            return defineClass(name, metered, 0, metered.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static byte[] metered(byte[] bytes) {
        ClassFile files = ClassFile.of();
        ClassModel model = files.parse(bytes);
        String name = model.thisClass().asSymbol().displayName();
        return files.transformClass(model, ClassTransform.transformingMethodBodies((code, element) -> {
            switch (element) {
                case ArrayStoreInstruction store when store.typeKind() == TypeKind.BYTE -> wrote(code, 1);
                case InvokeInstruction call -> before(code, call, name);
                default -> {}
            }
            code.with(element);
        }));
    }

    private static void before(CodeBuilder code, InvokeInstruction call, String by) {
        ClassDesc owner = call.owner().asSymbol();
        MethodTypeDesc type = call.typeSymbol();
        String called = owner.displayName() + "." + call.name().stringValue();
        if (owner.equals(BYTES) && type.parameterCount() == 0) {
            // clone(): an array has no other method of its own.
            code.dup().arraylength().loadConstant(by).invokestatic(METER, "moved", MOVED_INT);
        } else if (MOVES.contains(called) && isLength(last(type))) {
            boolean isLong = last(type).equals(CD_long);
            (isLong ? code.dup2() : code.dup())
                    .loadConstant(by)
                    .invokestatic(METER, "moved", isLong ? MOVED_LONG : MOVED_INT);
        } else if (called.equals("VarHandle.set") || called.equals("MemorySegment.set")) {
            wrote(code, bytes(last(type)));
        } else if (!owner.packageName().startsWith("dev.parley")
                && !MOVE_NOTHING.contains(called)
                && carriesBytes(owner, type)) {
            code.loadConstant(called + " by " + by).invokestatic(METER, "unknown", UNKNOWN);
        }
    }

    private static void wrote(CodeBuilder code, int bytes) {
        code.loadConstant(bytes).invokestatic(METER, "wrote", WROTE);
    }

    private static boolean carriesBytes(ClassDesc owner, MethodTypeDesc type) {
        return CARRIERS.contains(owner.displayName())
                || type.parameterList().stream().anyMatch(each -> CARRIERS.contains(each.displayName()));
    }

    private static ClassDesc last(MethodTypeDesc type) {
        List<ClassDesc> parameters = type.parameterList();
        return parameters.isEmpty() ? type.returnType() : parameters.getLast();
    }

    private static boolean isLength(ClassDesc type) {
        return type.equals(CD_int) || type.equals(CD_long);
    }

    private static int bytes(ClassDesc type) {
        return switch (TypeKind.from(type)) {
            case BOOLEAN, BYTE -> 1;
            case CHAR, SHORT -> 2;
            case INT, FLOAT -> 4;
            case LONG, DOUBLE, REFERENCE -> 8;
            case VOID -> 0;
        };
    }
}
