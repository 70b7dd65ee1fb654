/** Technical ground without a domain noun: problem codes, strict reading and canonical writing of JSON, digests, paging. */
@NullMarked
package io.plimsoll.platform;

import org.jspecify.annotations.NullMarked;
