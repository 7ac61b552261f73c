"""Signs requests a second time, with nothing but Python's standard library.

One JSON object per line on stdin: {"url", "bodyHex", "secret"}, the URL as it goes over the wire.
One line per request on stdout: the SHA-256 for the header x-life-sign and the MD5 for the URL, in hex.
"""

import hashlib
import json
import sys
from urllib.parse import parse_qsl, urlsplit

for line in sys.stdin:
    request = json.loads(line)
    query = urlsplit(request["url"]).query
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0].lower() != "sign"]
    pairs.sort(key=lambda pair: (pair[0].encode(), pair[1].encode()))
    text = request["secret"] + "&" + "&".join(f"{key}={value}" for key, value in pairs)
    message = text.encode()
    body = bytes.fromhex(request["bodyHex"])
    if body:
        message += b"&http_body=" + body
    print(hashlib.sha256(message).hexdigest(), hashlib.md5(message).hexdigest())
