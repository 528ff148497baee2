package io.multilith.tck.payara;

import java.io.IOException;

import io.multilith.tck.liberty.DroppedStreamsContract;
import io.multilith.tck.liberty.ServerProcess;

class DroppedStreamsIT extends DroppedStreamsContract {
    @Override
    protected ServerProcess server() throws IOException {
        return new PayaraProcess();
    }
}
