package io.plimsoll.platform;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one package apart: it is made by a child of this loader, and nobody else has it.
 *
 * <p>A compiler asks for hundreds of names in the package that it compiles, guesses for the most part, also at classes
 * nested in a class of the package's name. Loaders may remember for ever what they did not find, so the parent is not asked
 * for what it cannot have.
 */
public final class PackageLoader extends ClassLoader {
    private final String own;

    /** @param own name of the package, for example {@code plimsoll.rules7} */
    public PackageLoader(String own, ClassLoader parent) {
        super(parent);
        this.own = own;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isOwn(name)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return isOwn(name) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isOwn(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    /** Of a class or a resource, however its steps are joined. */
    private boolean isOwn(String name) {
        int end = own.length();
        return name.length() >= end
                && dotted(name.substring(0, end)).equals(own)
                && (name.length() == end || dotted(name.substring(end, end + 1)).equals("."));
    }

    private static String dotted(String name) {
        return name.replace('/', '.').replace('$', '.');
    }
}
