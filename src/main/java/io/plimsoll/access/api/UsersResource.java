package io.plimsoll.access.api;

import io.plimsoll.access.CurrentCaller;
import io.plimsoll.access.LocalUser;
import io.plimsoll.access.LocalUsers;
import io.plimsoll.access.Role;
import io.plimsoll.platform.Cursor;
import io.plimsoll.platform.Page;
import io.plimsoll.platform.Parameters;
import io.plimsoll.platform.api.Created;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Access", description = "Who may call, and as what.")
class UsersResource {
    private final LocalUsers users;
    private final CurrentCaller callers;

    UsersResource(LocalUsers users, CurrentCaller callers) {
        this.users = users;
        this.callers = callers;
    }

    @GET
    @RolesAllowed(Role.Name.ADMIN)
    @Operation(operationId = "listUsers", summary = "Lists the local users by name.")
    public Page<Views.User> list(
            @Parameter(description = "1 to 200, 50 when absent") @QueryParam("limit") @Nullable String limit,
            @Parameter(description = "nextCursor of the page before") @QueryParam("cursor") @Nullable String cursor) {
        return users.list(Parameters.limit(limit), Cursor.decode(cursor)).map(Views.User::of);
    }

    @GET
    @RolesAllowed(Role.Name.ADMIN)
    @Path("{name}")
    @Operation(operationId = "getUser", summary = "Shows one local user.")
    public Views.User find(@PathParam("name") String name) {
        return Views.User.of(users.find(name));
    }

    @POST
    @RolesAllowed(Role.Name.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createUser", summary = "Creates a local user.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Bodies.NewUser.class),
                            examples =
                                    @ExampleObject(
                                            name = "analyst",
                                            value =
                                                    "{\"name\": \"ada\", \"password\": \"a long phrase of yours\", \"roles\": [\"analyst\"]}")))
    @APIResponse(
            responseCode = "201",
            description = "The user, and its address in Location.",
            content = @Content(schema = @Schema(implementation = Views.User.class)))
    public Response create(byte[] body) {
        LocalUser user = users.create(Bodies.NewUser.read(body), callers.get());
        return Created.at("/v1/users/" + user.name(), Views.User.of(user)).build();
    }

    @POST
    @Path("{name}/passwords")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changePassword",
            summary = "Gives a local user another password.",
            description = "For the user and for administrators. The old password stops working within two seconds.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Bodies.NewPassword.class),
                            examples =
                                    @ExampleObject(
                                            name = "password",
                                            value = "{\"password\": \"another long phrase\"}")))
    @APIResponse(responseCode = "204", description = "Done.")
    public void changePassword(@PathParam("name") String name, byte[] body) {
        users.changePassword(name, Bodies.NewPassword.read(body), callers.get());
    }

    @POST
    @RolesAllowed(Role.Name.ADMIN)
    @Path("{name}/disablements")
    @Operation(
            operationId = "disableUser",
            summary = "Lets a local user sign in no more.",
            description = "Acts within two seconds. Done twice it is the same as once.")
    public Views.User disable(@PathParam("name") String name) {
        return Views.User.of(users.disable(name, callers.get()));
    }
}
