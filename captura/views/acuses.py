"""El acuse de un envío: en pantalla, para imprimir, o como archivo."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from captura.apartados import contenido_congelado
from captura.models import Acuse
from captura.servicios.constancias import ConstanciaAlterada, acuse_sellado
from captura.views.alcance import buscar_acuse
from captura.views.verificacion import direccion_de
from conoceles.comun.demostracion import LEYENDA
from conoceles.comun.pdf import TIPO_DE_CONTENIDO

COMO_SE_CALCULA = (
    "SHA-256 del JSON de «contenido»: UTF-8, claves ordenadas, sin espacios entre elementos."
)


@require_safe
def acuse(request, folio: str):
    acuse = buscar_acuse(request, folio)
    formato = request.GET.get("formato")
    if formato == "json":
        return _como_json(acuse)
    if formato == "pdf":
        return constancia(request, acuse, acuse_sellado)
    contexto = {
        "acuse": acuse,
        "candidatura": acuse.cuestionario.candidatura,
        "contenido": contenido_congelado(acuse.contenido),
        "foto": acuse.contenido.get("foto", ""),
        "como_se_calcula": COMO_SE_CALCULA,
    }
    if formato == "txt":
        return _como_texto(acuse, contexto)
    return render(request, "captura/acuse.html", contexto)


def constancia(request, de_que, sellada) -> HttpResponse:
    """El PDF sellado de algo con folio (`sellada`: cómo se obtiene), para descargar."""
    try:
        datos = sellada(de_que, direccion_de(request, de_que.folio))
    except ConstanciaAlterada as error:
        messages.error(request, str(error))
        return redirect(request.path)
    return _adjuntar(HttpResponse(datos, content_type=TIPO_DE_CONTENIDO), f"{de_que.folio}.pdf")


def _como_json(acuse: Acuse) -> JsonResponse:
    datos = {
        "folio": acuse.folio,
        "emitido_en": timezone.localtime(acuse.emitido_en).isoformat(),
        "candidatura": acuse.cuestionario.candidatura.nombre,
        "huella": acuse.huella,
        "huella_como_se_calcula": COMO_SE_CALCULA,
        "contenido": acuse.contenido,
    }
    if settings.ES_DEMO:
        datos["aviso"] = LEYENDA
    respuesta = JsonResponse(datos, json_dumps_params={"ensure_ascii": False, "indent": 2})
    return _adjuntar(respuesta, f"{acuse.folio}.json")


def _como_texto(acuse: Acuse, contexto: dict) -> HttpResponse:
    texto = render_to_string(
        "captura/acuse.txt", {**contexto, "leyenda": LEYENDA if settings.ES_DEMO else ""}
    )
    respuesta = HttpResponse(texto, content_type="text/plain; charset=utf-8")
    return _adjuntar(respuesta, f"{acuse.folio}.txt")


def _adjuntar(respuesta, nombre: str):
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    respuesta["Cache-Control"] = "private, no-store"
    return respuesta
