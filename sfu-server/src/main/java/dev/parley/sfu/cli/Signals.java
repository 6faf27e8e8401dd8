package dev.parley.sfu.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Signals that ask the process to end. A shutdown hook learns of the first one only. {@code sun.misc.Signal} learns of
 * each, and is called by reflection: it belongs to a supported module, but the compiler warns of its name.
 */
final class Signals {
    private Signals() {}

    /**
     * From now on this is done at each of these signals, on a thread of the virtual machine's, instead of its end.
     *
     * @param name without "SIG"
     * @return false where there is no such signal, or Java may not have it
     */
    static boolean handle(String name, Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object doing = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (proxy, method, arguments) -> handled(proxy, method, arguments, task));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), doing);
            return true;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException) {
                return false;
            }
            throw new IllegalStateException("a signal could not be asked for", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no jdk.unsupported", e);
        }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself only, and asking it would come back here
    private static Object handled(Object proxy, Method method, Object[] arguments, Runnable task) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "Signals";
            default -> {
                task.run();
                yield proxy; // of a method that returns nothing
            }
        };
    }
}
