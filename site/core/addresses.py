"""Where a request comes from: to count by, never to keep beside what somebody did."""

from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Behind a proxy, the address that the proxy itself has seen: the last one of X-Forwarded-For.

    Those before it are whatever the visitor has written. Of IPv6, the network: a home has 2⁶⁴ addresses.
    """
    seen = [request.META.get("REMOTE_ADDR", "")]
    if settings.SECURE_PROXY_SSL_HEADER:
        seen.insert(0, request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2])
    for text in seen:
        try:
            address = ip_address(text.strip())
        except ValueError:
            continue
        if isinstance(address, IPv6Address):
            mapped = address.ipv4_mapped
            return str(mapped or ip_network((address.packed, 64), strict=False).network_address)
        return str(address)
    return "0.0.0.0"  # noqa: S104  (no address is known; it is not listened on)
