package io.plimsoll.platform;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one package apart: it is made by a child of this loader, and nobody else has it.
 *
 * <p>A compiler asks for hundreds of names in the package that it compiles, guesses for the most part. Loaders may remember
 * for ever what they did not find, so the parent is not asked for what it cannot have.
 */
public final class PackageLoader extends ClassLoader {
    private final String classes;
    private final String resources;

    /** @param own name of the package, for example {@code plimsoll.rules7} */
    public PackageLoader(String own, ClassLoader parent) {
        super(parent);
        this.classes = own + ".";
        this.resources = own.replace('.', '/') + "/";
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(classes)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return name.startsWith(resources) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.startsWith(resources) ? Collections.emptyEnumeration() : super.getResources(name);
    }
}
