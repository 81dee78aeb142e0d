"""La bitácora: leerla, ver un acto con su antes y su después, y bajarla."""

import csv

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from candidaturas.abiertos.celdas import segura
from captura import auditoria
from captura.consultas import actores_del_proceso, proceso_de_trabajo
from captura.forms.bitacora import BitacoraForm
from captura.models import AnclaDeBitacora
from captura.permisos import puede_leer_cambios, puede_ver_bitacora
from captura.views.alcance import exigir
from captura.views.renglones import comparar
from conoceles.comun import reloj

POR_PAGINA = 50
# Lo que una hoja abre sin trabajo; para más, se acota por fechas.
RENGLONES_DE_HOJA = 50_000
COLUMNAS = (
    "lugar", "acto", "anotado_en", "surtio_efecto_en", "quien", "que", "candidatura", "actor",
    "detalle", "huella",
)  # fmt: skip


def _hallados(request):
    """El formulario y los actos del alcance que cumplen los filtros."""
    if request.adscripcion is None:
        raise PermissionDenied
    exigir(puede_ver_bitacora(request.adscripcion))
    instituto = request.adscripcion.es_instituto
    proceso = proceso_de_trabajo(request.adscripcion)
    form = BitacoraForm(request.GET, actores=actores_del_proceso(proceso) if instituto else None)
    actos = auditoria.actos_visibles(request.adscripcion)
    return form, auditoria.filtrar(actos, **form.criterios())


@require_safe
def bitacora(request):
    form, actos = _hallados(request)
    pagina = Paginator(actos, POR_PAGINA).get_page(request.GET.get("pagina"))
    lee = puede_leer_cambios(request.adscripcion)
    for acto in pagina.object_list:
        acto.quien = auditoria.quien(acto, request.adscripcion)
        acto.detalle = auditoria.detalle(acto) if lee else ""
    return render(
        request,
        "captura/bitacora/bitacora.html",
        {
            "form": form,
            "pagina": pagina,
            "lee": lee,
            "consulta": request.GET.urlencode(),
            "ancla": AnclaDeBitacora.objects.order_by("-numero").first(),
        },
    )


@require_safe
def acto(request, pk: int):
    if request.adscripcion is None:
        raise PermissionDenied
    hallado = get_object_or_404(auditoria.actos_visibles(request.adscripcion), pk=pk)
    exigir(puede_leer_cambios(request.adscripcion))
    return render(
        request,
        "captura/bitacora/acto.html",
        {
            "acto": hallado,
            "quien": auditoria.quien(hallado, request.adscripcion),
            "detalle": auditoria.detalle(hallado),
            "cambios": [
                (cambio, *comparar(cambio.antes, cambio.despues))
                for cambio in auditoria.cambios_de(hallado)
            ],
        },
    )


@require_safe
def hoja(request):
    """Lo mismo que se ve, con los mismos filtros, para una hoja de cálculo."""
    _, actos = _hallados(request)
    if actos.count() > RENGLONES_DE_HOJA:
        messages.error(request, "Son demasiados renglones para una hoja: acote las fechas.")
        return redirect(f"{reverse('captura:bitacora')}?{request.GET.urlencode()}")
    lee = puede_leer_cambios(request.adscripcion)
    respuesta = HttpResponse(content_type="text/csv; charset=utf-8")
    nombre = f"bitacora-{reloj.hoy().isoformat()}.csv"
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    respuesta.write("\ufeff")  # sin la marca, Excel no entiende los acentos
    escritor = csv.writer(respuesta)
    escritor.writerow(COLUMNAS)
    for acto in actos.iterator(2000):
        escritor.writerow([segura(celda) for celda in _celdas(acto, request.adscripcion, lee)])
    return respuesta


def _celdas(acto, adscripcion, lee: bool) -> list:
    eslabon = getattr(acto, "eslabon", None)
    actor = acto.candidatura.formula.actor if acto.candidatura else acto.actor
    return [
        eslabon.numero if eslabon else "",
        acto.pk,
        timezone.localtime(acto.registrado_en).isoformat(timespec="seconds"),
        timezone.localtime(acto.surte_efecto_en).isoformat(timespec="seconds"),
        auditoria.quien(acto, adscripcion),
        acto.get_clase_display(),
        acto.candidatura.nombre if acto.candidatura else "",
        str(actor or ""),
        auditoria.detalle(acto) if lee else "",
        eslabon.huella if eslabon else "",
    ]
