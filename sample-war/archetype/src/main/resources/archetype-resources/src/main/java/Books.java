package ${package};

import io.multilith.resource.ResourceCollection;
import io.multilith.resource.ResourceModel;

/** The library: over HTTP at /api/book, by RPC at rpc.book, and live on /realtime. */
@ResourceCollection("book")
public class Books implements ResourceModel<Book> {}
