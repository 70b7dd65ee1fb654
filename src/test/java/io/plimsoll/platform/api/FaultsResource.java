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
    @Path("sql")
    @Transactional
    public Object sql() {
        return entities.createNativeQuery("SELECT 1 / 0").getSingleResult();
    }

    @GET
    @Path("unwritable")
    public Object unwritable() {
        return Map.of("self", new Object());
    }

    @POST
    @Path("number")
    @Consumes(MediaType.APPLICATION_JSON)
    public int number(Number number) {
        return number.value();
    }

    /** A body that Jackson reads. */
    record Number(int value) {}
}
