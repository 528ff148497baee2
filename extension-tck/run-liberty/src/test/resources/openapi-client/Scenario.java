package scenario;

import java.util.ArrayList;
import java.util.function.Function;

import generated.ApiClient;
import generated.ApiException;
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
        var powers = new PowerApi(client);
        var said = new ArrayList<String>();

        var created = powers.createPower(new PowerRecord().value(5).status(PowerRecord.StatusEnum.DONE), null, null);
        var id = created.getId();
        said.add("" + created.getValue());

        var read = powers.getPower(id, null);
        said.add(read.getValue() + " " + read.getStatus());

        said.add("" + powers.updatePower(id, read.value(6), null, null, null).getValue());

        var patched = powers.patchPower(id, new PowerPatch().value(7).description("text"), null, null, null);
        said.add(patched.getValue() + " " + patched.getDescription());
        var cleared = powers.patchPower(id, new PowerPatch().description(null), null, null, null);
        said.add(cleared.getValue() + " " + cleared.getDescription());

        var found = powers.findPower(null, id, null, null, null, null, null, null, null, null, null, 10, null, null, null,
                null, null);
        said.add(found.size() == 1 && found.get(0).getId().equals(id) ? "found" : "lost");

        powers.removePower(id, null, null);
        try {
            powers.getPower(id, null);
        } catch (ApiException refused) {
            said.add(refused.getCode() == 404 ? "gone" : refused.getResponseBody());
        }
        return String.join(", ", said);
    }
}
