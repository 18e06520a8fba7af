# /etc/varnish/default.vcl: a cache behind whatever ends TLS, such as hitch, HAProxy or nginx.
# The server says in Cache-Control how long each answer may be kept and shown; nothing here overrules it.
vcl 4.1;

import std;

backend default {
    .host = "127.0.0.1";
    .port = "3000";
    .probe = {
        .url = "/readyz";
        .interval = 2s;
        .timeout = 1s;
        .window = 3;
        .threshold = 2;
        .initial = 2;
    }
}

sub vcl_recv {
    # Nothing here depends on cookies, and a cookie of the site would keep answers out of the cache.
    unset req.http.Cookie;
    # The owner's routes, which ask for a token, and parts of films are not kept.
    if (req.url ~ "^/(status|metrics|livez|readyz)(\?|$)" || req.http.Range) {
        return (pass);
    }
    # While the server is well, an old answer is shown for a minute at most, with a new one fetched behind it.
    if (std.healthy(req.backend_hint) && req.restarts == 0) {
        set req.grace = 60s;
    } else {
        set req.grace = 7d;
    }
}

sub vcl_backend_response {
    # While it is away, for as long as the answer itself says.
    if (beresp.http.Cache-Control ~ "stale-if-error=\d+") {
        set beresp.grace = std.duration(
            regsub(beresp.http.Cache-Control, "^.*stale-if-error=(\d+).*$", "\1s"), 0s);
    }
}

sub vcl_backend_error {
    # Behind an old answer that was shown: nothing is put in its place.
    if (bereq.is_bgfetch) {
        return (abandon);
    }
    set beresp.http.X-Away = "1";
}

sub vcl_deliver {
    # It is away, and the probe has not noticed yet: look again for an old answer.
    if (resp.http.X-Away && req.restarts == 0) {
        return (restart);
    }
    unset resp.http.X-Away;
    if (obj.hits > 0) {
        set resp.http.X-Cache = "HIT";
    } else {
        set resp.http.X-Cache = "MISS";
    }
}
