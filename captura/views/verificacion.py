"""La página pública donde cualquiera comprueba un documento por su folio."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from captura.verificacion import verificar as buscar
from conoceles.comun.lectura import solo_lectura_con_folio
from conoceles.comun.limites import permitir

INTENTOS = 30
SEGUNDOS = 10 * 60
LARGO_MAXIMO = 40


def direccion_de(request, folio: str) -> str:
    """La dirección completa donde se comprueba un folio: la que va en los QR."""
    return request.build_absolute_uri(reverse("verificar", args=[folio]))


@solo_lectura_con_folio
def inicio(request) -> HttpResponse:
    """Para quien tiene el folio en papel y no puede leer el QR."""
    if folio := request.GET.get("folio", "").strip()[:LARGO_MAXIMO].replace("/", ""):
        return redirect("verificar", folio=folio)
    return _privada(render(request, "captura/verificar_inicio.html"))


@solo_lectura_con_folio
def verificar(request, folio: str) -> HttpResponse:
    """Un folio desconocido y uno imposible dan la misma página; muchos seguidos, una espera."""
    if not permitir(request, "verificar", maximo=INTENTOS, segundos=SEGUNDOS):
        respuesta = render(request, "captura/verificar_espera.html", status=429)
        respuesta["Retry-After"] = str(SEGUNDOS)
        return _privada(respuesta)
    verificado = buscar(folio[:LARGO_MAXIMO])
    if verificado is None:
        return _privada(render(request, "captura/verificar_desconocido.html", status=404))
    return _privada(render(request, "captura/verificar.html", {"verificado": verificado}))


def _privada(respuesta: HttpResponse) -> HttpResponse:
    # El folio es lo único que abre la página: que no quede guardado ni viaje a otro sitio.
    respuesta["Cache-Control"] = "no-store"
    respuesta["Referrer-Policy"] = "no-referrer"
    respuesta["X-Robots-Tag"] = "noindex"
    return respuesta
