package io.multilith.impl.http.openapi;

import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Gives the server the collections for its {@code /openapi}. Made by the server, which on some is no place to ask CDI from.
 */
public class OpenApiReader implements OASModelReader {
    @Override
    public OpenAPI buildModel() {
        return OpenApiModels.ofThisApplication().map(OpenApiModel::build).orElse(null);
    }
}
