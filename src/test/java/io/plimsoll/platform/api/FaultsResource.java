package io.plimsoll.platform.api;

import io.plimsoll.platform.PlimsollException;
import io.plimsoll.platform.ProblemCode;
import jakarta.annotation.security.PermitAll;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.hibernate.exception.JDBCConnectionException;

/** Goes wrong in every way. */
@Path("/faults")
@PermitAll
class FaultsResource {
    private final EntityManager entities;

    FaultsResource(EntityManager entities) {
        this.entities = entities;
    }

    @GET
    @Operation(hidden = true)
    @Path("{kind}")
    public String fail(@PathParam("kind") String kind) throws Exception {
        throw switch (kind) {
            case "bug" -> new IllegalStateException("secret of io.plimsoll.Inner");
            case "error" -> new ClassNotFoundException("io.plimsoll.Secret");
            case "overloaded" -> new PlimsollException(ProblemCode.OVERLOADED, "Too much to do.");
            case "queue-full" -> new RejectedExecutionException("java.secret");
            case "database-away" ->
                new IllegalStateException(new JDBCConnectionException("secret", new SQLException("secret", "08006")));
            case "bad" -> new BadRequestException("java.secret");
            case "teapot" -> new ClientErrorException("java.secret", 418);
            case "server" -> new InternalServerErrorException("java.secret");
            default -> new IllegalArgumentException(kind);
        };
    }

    @GET
    @Operation(hidden = true)
    @Path("sql")
    @Transactional
    public Object sql() {
        return entities.createNativeQuery("SELECT 1 / 0").getSingleResult();
    }

    @GET
    @Operation(hidden = true)
    @Path("unwritable")
    public Object unwritable() {
        return Map.of("self", new Object());
    }

    @POST
    @Operation(hidden = true)
    @Path("number")
    @Consumes(MediaType.APPLICATION_JSON)
    public int number(Number number) {
        return number.value();
    }

    /** A body that Jackson reads. */
    record Number(int value) {}
}
