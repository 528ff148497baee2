package scenario;

import java.util.function.Function;

import generated.ApiClient;
import generated.ApiException;
import generated.CreatePowerRequest;
import generated.PowerApi;
import generated.PowerPatch;
import generated.PowerRecord;

/** Uses the client that was generated of the sample's /openapi. */
public final class Scenario implements Function<String, String> {
    @Override
    public String apply(String base) {
        try {
            return run(base);
        } catch (ApiException refused) {
            throw new IllegalStateException(refused.getResponseBody(), refused);
        }
    }

    private String run(String base) throws ApiException {
        var client = new ApiClient();
        client.updateBaseUri(base);
        return "";
    }
}
