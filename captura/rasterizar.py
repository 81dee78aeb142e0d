"""Convertir un archivo subido en páginas JPEG y leer sus QR. Corre en su propio proceso.

    python -m captura.rasterizar pdf|imagen PAGINAS_MAXIMAS < archivo

Un PDF puede estar hecho para tirar o llenar la memoria de quien lo abre, y pdfium no admite hilos:
aquí solo cae este proceso, con memoria y tiempo contados. No importa Django.

Salida, un renglón JSON cada una: {"paginas": cuántas}; por página, {"bytes": n, "codigos": [...]} y
sus n bytes de JPEG; al final {"fin": true}, o en cualquier momento {"error": clave}.
"""

import io
import json
import resource
import sys
from collections.abc import Iterator

MEMORIA = 1536 * 1024 * 1024
SEGUNDOS_DE_CPU = 120
PIXELES_MAXIMOS = 60_000_000
# Lado mayor de lo que se guarda: una hoja carta a 150 puntos por pulgada.
LADO = 1650
# Si a ese tamaño no se lee el QR, se intenta más grande solo para leerlo.
LADO_PARA_LEER = 2900


class Rechazado(Exception):
    """`clave` de lo que está mal; el mensaje lo escribe `captura.escaneos`."""


def paginas_de_pdf(datos: bytes, maximo: int) -> Iterator:
    """Cuántas páginas son y luego cada una: su imagen RGB y una función que la da más grande."""
    import pypdfium2

    try:
        documento = pypdfium2.PdfDocument(datos)
    except pypdfium2.PdfiumError as error:
        cifrado = "password" in str(error).lower()
        raise Rechazado("cifrado" if cifrado else "ilegible") from error
    if len(documento) > maximo:
        raise Rechazado("muchas_paginas")
    if len(documento) == 0:
        raise Rechazado("ilegible")
    yield len(documento)
    for numero in range(len(documento)):
        pagina = documento[numero]
        ancho, alto = pagina.get_size()
        mayor = max(ancho, alto, 1)
        if min(ancho, alto) < 36 or mayor / max(min(ancho, alto), 1) > 5:
            raise Rechazado("medidas")

        def dibujar(lado: int, pagina=pagina, mayor=mayor):
            # Sin llenar formularios ni correr nada de lo que traiga.
            mapa = pagina.render(scale=lado / mayor, may_draw_forms=False, draw_annots=True)
            return mapa.to_pil().convert("RGB")

        yield dibujar(LADO), lambda dibujar=dibujar: dibujar(LADO_PARA_LEER)
        pagina.close()


def pagina_de_imagen(datos: bytes) -> Iterator:
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # la cota es la de aquí, antes de abrir
    try:
        imagen = Image.open(io.BytesIO(datos), formats=("JPEG", "PNG"))
        if imagen.width * imagen.height > PIXELES_MAXIMOS:
            raise Rechazado("muchos_pixeles")
        imagen.draft("RGB", (LADO_PARA_LEER, LADO_PARA_LEER))
        imagen.thumbnail((LADO_PARA_LEER, LADO_PARA_LEER))
        con_alfa = ImageOps.exif_transpose(imagen).convert("RGBA")
    except Rechazado:
        raise
    # Pillow lanza de todo ante bytes hostiles.
    except Exception as error:
        raise Rechazado("ilegible") from error
    # Copia nueva: Pillow conserva comentarios y perfiles en `info`.
    grande = Image.new("RGB", con_alfa.size, "white")
    grande.paste(con_alfa, mask=con_alfa)
    chica = grande.copy()
    chica.thumbnail((LADO, LADO))
    yield 1
    yield chica, lambda: grande


def leer_codigos(imagen) -> tuple[list[str], int]:
    """Los textos de los QR y cuánto hay que girar la hoja para que queden derechos."""
    import zxingcpp

    solo_qr = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    hallados = zxingcpp.read_barcodes(imagen, formats=solo_qr)
    giro = round(hallados[0].orientation / 90) * 90 % 360 if hallados else 0
    return [hallado.text for hallado in hallados if hallado.text], giro


def procesar(tipo: str, maximo: int, datos: bytes, salida) -> None:
    paginas = paginas_de_pdf(datos, maximo) if tipo == "pdf" else pagina_de_imagen(datos)
    _escribir(salida, {"paginas": next(paginas)})
    for imagen, mas_grande in paginas:
        codigos, giro = leer_codigos(imagen)
        if not codigos:
            codigos, giro = leer_codigos(mas_grande())
        if giro:
            imagen = imagen.rotate(giro, expand=True)
        jpeg = io.BytesIO()
        imagen.save(jpeg, "JPEG", quality=78)
        _escribir(salida, {"bytes": jpeg.tell(), "codigos": codigos})
        salida.write(jpeg.getvalue())
        salida.flush()
    _escribir(salida, {"fin": True})


def _escribir(salida, dato: dict) -> None:
    salida.write(json.dumps(dato).encode() + b"\n")
    salida.flush()


def main() -> None:
    tipo, maximo = sys.argv[1], int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORIA, MEMORIA))
    resource.setrlimit(resource.RLIMIT_CPU, (SEGUNDOS_DE_CPU, SEGUNDOS_DE_CPU))
    salida = sys.stdout.buffer
    try:
        procesar(tipo, maximo, sys.stdin.buffer.read(), salida)
    except Rechazado as error:
        _escribir(salida, {"error": str(error)})
    except MemoryError:
        _escribir(salida, {"error": "memoria"})


if __name__ == "__main__":
    main()
