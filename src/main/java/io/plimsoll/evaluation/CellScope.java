package io.plimsoll.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.core.compiler.DMNCompilerContext;
import org.kie.dmn.core.compiler.DMNFEELHelper;
import org.kie.dmn.core.compiler.DecisionCompiler;
import org.kie.dmn.core.impl.BaseDMNTypeImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.core.util.NamespaceUtil;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.impl.FEELImpl;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.model.api.Context;
import org.kie.dmn.model.api.ContextEntry;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.FunctionDefinition;
import org.kie.dmn.model.api.InformationItem;
import org.kie.dmn.model.api.InputClause;

/** Which names the cells of a table may use, and of which types they are, as the engine's compiler sees them. */
final class CellScope {
    private final DMNModelImpl model;
    private final FEELImpl feel;
    private final Map<String, Type> types = new HashMap<>();

    CellScope(ModelTables.Place place) {
        this.model = place.model();
        DMNFEELHelper helper = new DMNFEELHelper(
                CellScope.class.getClassLoader(), List.of(), model.getFeelDialect(), model.getDMNVersion());
        this.feel = (FEELImpl) helper.newFEELInstance();
        around(place.table());
        DMNCompilerContext required = new DMNCompilerContext(helper);
        DecisionCompiler.loadInCtx(place.node(), required, model);
        required.getVariables().forEach((name, type) -> types.putIfAbsent(name, feelType(type)));
    }

    FEELImpl feel() {
        return feel;
    }

    DMNModelImpl model() {
        return model;
    }

    Map<String, Type> types() {
        return types;
    }

    /** The type of {@code ?}. Of a column with values of its own the engine knows none. */
    Type ofColumn(InputClause column) {
        return column.getInputValues() == null
                ? type(column.getInputExpression(), column.getInputExpression().getTypeRef())
                : BuiltInType.UNKNOWN;
    }

    /** Boxed contexts and functions in which the table stands bring names of their own; the inner hide the outer. */
    private void around(DMNModelInstrumentedBase element) {
        DMNModelInstrumentedBase parent = element.getParent();
        if (parent instanceof Context context && element instanceof ContextEntry entry) {
            context.getContextEntry().stream()
                    .limit(context.getContextEntry().indexOf(entry) + 1L)
                    .forEach(before -> variable(before.getVariable()));
        } else if (parent instanceof FunctionDefinition function) {
            function.getFormalParameter().forEach(this::variable);
        }
        if (parent != null) {
            around(parent);
        }
    }

    private void variable(@Nullable InformationItem item) {
        if (item != null) {
            types.putIfAbsent(item.getName(), type(item, item.getTypeRef()));
        }
    }

    private Type type(DMNModelInstrumentedBase element, @Nullable QName reference) {
        if (reference == null) {
            return BuiltInType.UNKNOWN;
        }
        QName name = NamespaceUtil.getNamespaceAndName(
                element, model.getImportAliasesForNS(), reference, model.getNamespace());
        DMNType type = model.getTypeRegistry().resolveType(name.getNamespaceURI(), name.getLocalPart());
        return type == null ? BuiltInType.UNKNOWN : feelType(type);
    }

    private static Type feelType(DMNType type) {
        return ((BaseDMNTypeImpl) type).getFeelType();
    }
}
