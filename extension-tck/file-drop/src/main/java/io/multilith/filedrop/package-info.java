/**
 * An entrypoint kind of a third party's: methods that run for each file of a directory. Open
 * {@link io.multilith.filedrop.FileDropBinder} first. Depends on the API only.
 */
package io.multilith.filedrop;
