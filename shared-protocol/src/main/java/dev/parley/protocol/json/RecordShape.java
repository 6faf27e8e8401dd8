package dev.parley.protocol.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What reader, writer and the TypeScript generator know of a record class, looked up once.
 *
 * @param fields the components in order
 * @param constructor the canonical constructor
 */
record RecordShape(List<Field> fields, Constructor<?> constructor) {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return shapeOf(type);
        }
    };

    /**
     * One component.
     *
     * @param type the class of the value; of the element in a list; of the content in an {@link Optional}
     * @param pattern what the whole of a text has to match
     */
    record Field(
            String name,
            Container container,
            Class<?> type,
            RecordComponent component,
            Method accessor,
            Optional<Pattern> pattern) {
        boolean isExtension() {
            return component.isAnnotationPresent(Extension.class);
        }

        boolean isLenient() {
            return component.isAnnotationPresent(Lenient.class);
        }

        /** Whether the field may be left out by whoever writes it. */
        boolean isOmittable() {
            return container == Container.OPTIONAL || component.isAnnotationPresent(Omittable.class);
        }

        /** Whether the field is left out by us when it is empty. */
        boolean omitsEmpty() {
            Omittable omittable = component.getAnnotation(Omittable.class);
            return omittable != null && !omittable.written();
        }

        Optional<Range> range() {
            return Optional.ofNullable(component.getAnnotation(Range.class));
        }

        int maxLength(int otherwise) {
            Length length = component.getAnnotation(Length.class);
            return length == null ? otherwise : length.max();
        }

        int minLength() {
            Length length = component.getAnnotation(Length.class);
            return length == null ? 0 : length.min();
        }

        String expectedText() {
            Matches matches = component.getAnnotation(Matches.class);
            return matches == null ? "a text" : matches.expected();
        }
    }

    /** How a component holds its value. */
    enum Container {
        PLAIN,
        OPTIONAL,
        LIST
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static RecordShape shapeOf(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(type + " is no record");
        }
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : components) {
            fields.add(fieldOf(component));
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new RecordShape(List.copyOf(fields), type.getDeclaredConstructor(types));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has a canonical constructor", e);
        }
    }

    private static Field fieldOf(RecordComponent component) {
        Container container = Container.PLAIN;
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType parameterized) {
            container = component.getType() == List.class ? Container.LIST : Container.OPTIONAL;
            type = parameterized.getActualTypeArguments()[0];
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException(component + " has a type that JSON has no word for");
        }
        Optional<Pattern> pattern = Optional.ofNullable(component.getAnnotation(Matches.class))
                .map(matches -> Pattern.compile(matches.value()));
        return new Field(component.getName(), container, plain, component, component.getAccessor(), pattern);
    }

    Object create(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException(constructor + " failed", e);
        }
    }

    static Object valueOf(Field field, Object record) {
        try {
            return field.accessor().invoke(record);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException(field.accessor() + " failed", e);
        }
    }
}
