package io.multilith.impl.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;

/** Notes which method answers a request, after every filter that may refuse it or say who makes it. */
@Provider
@Singleton
@Priority(Integer.MAX_VALUE)
public class RestRequests implements ContainerRequestFilter, ContainerResponseFilter {
    @Context
    ResourceInfo resource;
    @Context
    HttpServletRequest servlet;
    @Inject
    RestCall call;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        if (method != null) {
            call.match(method, request);
            RestFailure.keepMethod(request, method, SentRequest.asked(servlet));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        call.forget();
    }
}
