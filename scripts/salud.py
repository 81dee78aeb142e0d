"""Pregunta desde el contenedor si la aplicación está sana; responde con el código de salida."""

import os
import sys
import urllib.request


def main() -> int:
    pedido = urllib.request.Request(
        "http://127.0.0.1:8000/salud/",
        # Como la haría el proxy: con el nombre público y por un canal cifrado.
        headers={
            "Host": os.environ["ALLOWED_HOSTS"].split(",")[0],
            "X-Forwarded-Proto": "https",
        },
    )
    try:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(pedido, timeout=4):
            return 0
    except OSError as error:
        print(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
