package io.plimsoll.evaluation.lint;

import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNType;
import org.kie.dmn.core.impl.BaseDMNTypeImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.core.util.NamespaceUtil;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputClause;
import org.kie.dmn.model.api.OutputClause;

/** The types that a compiled model declares. */
record ModelTypes(DMNModelImpl model) {
    static ModelTypes of(DMNModel model) {
        return new ModelTypes((DMNModelImpl) model);
    }

    /** @return null when nothing is declared, or something that does not exist */
    @Nullable DMNType declared(DMNModelInstrumentedBase element, @Nullable QName typeRef) {
        if (typeRef == null) {
            return null;
        }
        QName name = NamespaceUtil.getNamespaceAndName(
                element, model.getImportAliasesForNS(), typeRef, model.getNamespace());
        return model.getTypeRegistry().resolveType(name.getNamespaceURI(), name.getLocalPart());
    }

    /** The same as FEEL knows it. */
    Type feel(DMNModelInstrumentedBase element, @Nullable QName typeRef) {
        return feel(declared(element, typeRef));
    }

    static Type feel(@Nullable DMNType type) {
        return type instanceof BaseDMNTypeImpl known && known.getFeelType() != null
                ? known.getFeelType()
                : BuiltInType.UNKNOWN;
    }

    Type ofInput(InputClause input) {
        return input.getInputExpression() == null
                ? BuiltInType.UNKNOWN
                : feel(input, input.getInputExpression().getTypeRef());
    }

    /** What a column declares; of the only column of a table, what the table or its decision declares. */
    @Nullable DMNType ofOutput(DecisionTable table, OutputClause output) {
        if (output.getTypeRef() != null) {
            return declared(output, output.getTypeRef());
        }
        if (table.getOutput().size() > 1) {
            return null;
        }
        if (table.getTypeRef() != null) {
            return declared(table, table.getTypeRef());
        }
        return table.getParent() instanceof org.kie.dmn.model.api.Decision decision && decision.getVariable() != null
                ? declared(decision.getVariable(), decision.getVariable().getTypeRef())
                : null;
    }
}
