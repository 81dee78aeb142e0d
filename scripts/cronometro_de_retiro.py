"""Cuántos segundos pasan del clic con que alguien retira su consentimiento a que nada lo enseñe.

Con la demostración corriendo (`make demo`):

    python -m scripts.cronometro_de_retiro [--datos .datos] [--puerto 8000]

Toma una persona ficticia con un distintivo publicado, calienta las páginas guardadas, entra a su
cuenta, oprime «Retirar» y vuelve a pedir todo hasta que ya no está. Cada corrida gasta una persona.
"""

import argparse
import http.client
import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

from conoceles import embebidos

LIMITE = 60.0


def main() -> int:
    lector = argparse.ArgumentParser(description=__doc__)
    lector.add_argument("--datos", type=Path, default=Path(".datos"))
    lector.add_argument("--puerto", type=int, default=8000)
    opciones = lector.parse_args()
    datos = opciones.datos.resolve()
    if not embebidos.en_uso(datos):
        print("La demostración no está corriendo: haga antes «make demo».", file=sys.stderr)
        return 1
    with embebidos.servidores(datos) as direcciones:
        os.environ.update(direcciones)
        os.environ.update(embebidos.leer_variables(datos / "reloj.env"))
        os.environ["CONOCELES_DATOS"] = str(datos)
        os.environ["DJANGO_SETTINGS_MODULE"] = "conoceles.settings.demo"
        import django

        django.setup()
        return _medir(opciones.puerto)


# --- Pedir ---------------------------------------------------------------------------------------
class Sitio:
    def __init__(self, puerto: int):
        self.puerto = puerto

    def pedir(self, ruta: str, metodo: str = "GET", cuerpo: str | None = None, **encabezados: str):
        """(código, encabezados, contenido)."""
        conexion = http.client.HTTPConnection("localhost", self.puerto, timeout=30)
        conexion.request(
            metodo, ruta, cuerpo, {c.replace("_", "-"): v for c, v in encabezados.items()}
        )
        respuesta = conexion.getresponse()
        return respuesta.status, respuesta.headers, respuesta.read()


def _texto_del_pdf(contenido: bytes) -> str:
    import pypdfium2

    documento = pypdfium2.PdfDocument(contenido)
    return "\n".join(pagina.get_textpage().get_text_range() for pagina in documento)


# --- Medir ---------------------------------------------------------------------------------------
def _medir(puerto: int) -> int:
    from django.conf import settings
    from django.urls import reverse

    from candidaturas.models import Distintivo
    from conoceles.comun import almacen

    sitio = Sitio(puerto)
    distintivo = Distintivo.objects.select_related("perfil__candidatura__formula__eleccion").first()
    if distintivo is None:
        print("Ya nadie tiene un distintivo publicado: «make demo-limpia».", file=sys.stderr)
        return 1
    candidatura = distintivo.perfil.candidatura
    galleta = f"{settings.SESSION_COOKIE_NAME}={_sesion_de(candidatura)}"
    lugares = _lugares(sitio, candidatura, distintivo)
    for _ in range(3):
        antes = {nombre: esta() for nombre, esta in lugares.items()}
    if not all(antes.values()):
        print(f"Antes de retirarlo ya no estaba en todo: {antes}", file=sys.stderr)
        return 1
    guardadas = almacen.intentar(lambda r: len(r.keys("conoceles:pagina:*")), si_falla=0)
    inicio, tardo = _retirar(sitio, candidatura, galleta)
    medido = _hasta_que_falten(lugares, inicio)
    print(f"«{distintivo.texto}». Páginas guardadas antes del clic: {guardadas}.")
    print(f"{tardo:6.2f} s  se contestó el clic")
    for nombre in lugares:
        cuanto = f"{medido[nombre]:6.2f} s" if nombre in medido else f"más de {LIMITE:.0f} s"
        print(f"{cuanto}  {nombre}")
    avisos = reverse("candidaturas:eleccion_atom", args=[candidatura.formula.eleccion_id])
    lo_trae = distintivo.texto in sitio.pedir(avisos)[2].decode()
    print("El feed de la elección lo trae." if lo_trae else "El feed nunca lo trae.")
    return 1 if lo_trae or len(medido) < len(lugares) else 0


def _hasta_que_falten(lugares: dict[str, Callable[[], bool]], inicio: float) -> dict[str, float]:
    """Segundos desde `inicio` en que cada uno dejó de traerlo."""
    faltan, medido = dict(lugares), {}
    while faltan and time.monotonic() - inicio < LIMITE:
        for nombre, esta in list(faltan.items()):
            if not esta():
                medido[nombre] = time.monotonic() - inicio
                del faltan[nombre]
    return medido


def _lugares(sitio: Sitio, candidatura, distintivo) -> dict[str, Callable[[], bool]]:
    """Nombre → si ahí se ve todavía."""
    ficha = candidatura.get_absolute_url()
    clave, texto = distintivo.clave, distintivo.texto
    eleccion = candidatura.formula.eleccion_id
    filtro = f"/candidaturas/?autoadscripcion={clave}&eleccion={eleccion}"
    api = f"/api/v1/candidaturas/{candidatura.pk}/"
    etiqueta = sitio.pedir(ficha)[1]["ETag"]

    def tiene(ruta: str, que: str) -> Callable[[], bool]:
        return lambda: que in sitio.pedir(ruta)[2].decode()

    return {
        "página de la persona, guardada en la caché": tiene(ficha, texto),
        "la misma, a quien trae copia y pregunta si sigue siendo esa": lambda: (
            sitio.pedir(ficha, If_None_Match=etiqueta)[0] == 304
        ),
        "API, la candidatura": tiene(api, texto),
        "API, el filtro por autoadscripción": tiene(
            f"/api/v1/candidaturas/?autoadscripcion={clave}&eleccion={eleccion}", candidatura.nombre
        ),
        "lista filtrada por autoadscripción": tiene(filtro, ficha),
        "PDF de la ficha": lambda: texto in _texto_del_pdf(sitio.pedir(f"{ficha}ficha.pdf")[2]),
    }


def _sesion_de(candidatura) -> str:
    """La persona con la sesión abierta; su enlace de la demostración ya había vencido."""
    from importlib import import_module

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from captura.models import Adscripcion, Rol

    adscripcion = Adscripcion.objects.get(rol=Rol.CANDIDATA, candidaturas=candidatura)
    Adscripcion.objects.filter(pk=adscripcion.pk).update(vence_en=None)
    sesion = import_module(settings.SESSION_ENGINE).SessionStore()
    sesion[SESSION_KEY] = str(adscripcion.usuario_id)
    sesion[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesion[HASH_SESSION_KEY] = adscripcion.usuario.get_session_auth_hash()
    sesion.save()
    return sesion.session_key


def _retirar(sitio: Sitio, candidatura, galleta: str) -> tuple[float, float]:
    """(cuándo fue el clic, cuánto tardó en contestarse)."""
    from django.urls import reverse

    from captura.servicios.consentimientos import consentimiento_vigente

    folio = consentimiento_vigente(candidatura).folio
    _, encabezados, pagina = sitio.pedir(
        reverse("captura:consentimiento", args=[folio]), Cookie=galleta
    )
    fichas = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', pagina)
    suya = re.search(r"(\w*csrftoken\w*)=(\w+)", str(encabezados))
    if not fichas:
        raise SystemExit("No se pudo entrar a la página del consentimiento.")
    ficha = fichas[1].decode()
    galletas = f"{galleta}; {suya[1]}={suya[2]}" if suya else galleta
    inicio = time.monotonic()
    codigo, _, cuerpo = sitio.pedir(
        reverse("captura:consentimiento_retirar", args=[folio]),
        "POST",
        urlencode({"csrfmiddlewaretoken": ficha, "motivo": ""}),
        Cookie=galletas,
        Content_Type="application/x-www-form-urlencoded",
        Origin=f"http://localhost:{sitio.puerto}",
    )
    if codigo != 302:
        raise SystemExit(f"No se retiró: {codigo} {cuerpo[:300]!r}")
    return inicio, time.monotonic() - inicio


if __name__ == "__main__":
    raise SystemExit(main())
