"""Whether the web server of this container can serve people: `python -m cakupan.probe`, exit code 0 or 1."""

import http.client
import os
import sys


def main(port=8000):
    web = http.client.HTTPConnection("127.0.0.1", port, timeout=8)
    try:
        web.request("GET", "/healthz", headers={"Host": os.environ["ALLOWED_HOSTS"].split(",")[0]})
        return 0 if web.getresponse().status == 200 else 1
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        web.close()


if __name__ == "__main__":
    sys.exit(main())
