"""Capturar con una hoja de cálculo: bajar la plantilla, subirla, ver qué cambiaría y aplicarla."""

import hashlib

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from captura.apartados import etiqueta_de
from captura.forms.hojas import HojaForm
from captura.hojas import revision
from captura.hojas.alcance import Alcance
from captura.hojas.revision import Renglon, Suerte
from captura.huellas import huella_de
from captura.models import Cuestionario, EstadoDeTrabajo, Trabajo
from captura.permisos import puede_cargar_en_lote
from captura.servicios.trabajos import pedir
from captura.trabajos import APLICAR_HOJA, PLANTILLA, REVISAR_HOJA
from captura.views.alcance import exigir
from captura.views.renglones import como_texto
from captura.views.trabajos import buscar_trabajo

POR_PAGINA = 20
NOMBRES = {
    Suerte.CAMBIA: "Con cambios",
    Suerte.ERROR: "Con errores",
    Suerte.IGUAL: "Sin cambios",
    Suerte.AJENA: "No son suyas",
}


def huella_del_archivo(archivo) -> str:
    resumen = hashlib.sha256()
    for trozo in archivo.chunks():
        resumen.update(trozo)
    archivo.seek(0)
    return resumen.hexdigest()


@require_http_methods(["GET", "HEAD", "POST"])
def hoja(request):
    exigir(puede_cargar_en_lote(request.adscripcion))
    form = HojaForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        archivo = form.cleaned_data["archivo"]
        # Con lo capturado en la clave: una vista previa vieja no vale para la misma hoja.
        estado = huella_de(Alcance(request.adscripcion).version())
        trabajo = pedir(
            clase=REVISAR_HOJA,
            clave=f"{huella_del_archivo(archivo)}:{estado}",
            parametros={},
            adscripcion=request.adscripcion,
            entrada=archivo,
        )
        return redirect("captura:trabajo", uuid=trabajo.pk)
    return render(request, "captura/hoja.html", {"form": form})


@require_POST
def plantilla(request):
    exigir(puede_cargar_en_lote(request.adscripcion))
    trabajo = pedir(
        clase=PLANTILLA,
        clave=huella_de(Alcance(request.adscripcion).version()),
        parametros={},
        adscripcion=request.adscripcion,
    )
    return redirect("captura:trabajo", uuid=trabajo.pk)


def buscar_revision(request, uuid, clase: str) -> Trabajo:
    trabajo = buscar_trabajo(request, uuid, clase=clase)
    if trabajo.estado != EstadoDeTrabajo.TERMINADO:
        raise Http404
    return trabajo


@require_safe
def revision_de_hoja(request, uuid):
    exigir(puede_cargar_en_lote(request.adscripcion))
    trabajo = buscar_revision(request, uuid, REVISAR_HOJA)
    renglones = list(revision.leer(trabajo.ruta))
    cuentas = revision.cuentas(renglones)
    suerte = _suerte_pedida(request, cuentas)
    pagina = Paginator([r for r in renglones if r.suerte is suerte], POR_PAGINA).get_page(
        request.GET.get("pagina")
    )
    return render(
        request,
        "captura/hoja_revision.html",
        {
            "trabajo": trabajo,
            "suerte": suerte,
            "pestanas": [(s, NOMBRES[s], cuentas[s], s is suerte) for s in NOMBRES],
            "pagina": pagina,
            "renglones": [_para_pagina(r) for r in pagina],
            "errores": cuentas[Suerte.ERROR],
            "cambian": cuentas[Suerte.CAMBIA],
            "se_borran": sum(r.se_borran for r in renglones if r.suerte is Suerte.CAMBIA),
        },
    )


def _suerte_pedida(request, cuentas: dict[Suerte, int]) -> Suerte:
    """La pedida; si no, los errores, que impiden seguir, y luego los cambios."""
    pedida = request.GET.get("ver", "")
    if pedida in Suerte.__members__.values():
        return Suerte(pedida)
    return next((s for s in (Suerte.ERROR, Suerte.CAMBIA) if cuentas[s]), Suerte.IGUAL)


def _para_pagina(renglon: Renglon) -> dict:
    return {
        "renglon": renglon,
        "cambios": [
            (etiqueta_de(campo), como_texto(campo, antes), como_texto(campo, despues))
            for campo, (antes, despues) in renglon.cambios.items()
        ],
        "errores": _con_etiqueta(renglon.errores),
        "avisos": _con_etiqueta(renglon.avisos),
    }


def _con_etiqueta(dichos) -> list[tuple[str, str]]:
    return [(etiqueta_de(c) if c in Cuestionario.CAMPOS else "", frase) for c, frase in dichos]


@require_POST
def aplicar(request, uuid):
    exigir(puede_cargar_en_lote(request.adscripcion))
    previa = buscar_trabajo(request, uuid, clase=REVISAR_HOJA)
    trabajo = pedir(
        clase=APLICAR_HOJA,
        clave=str(previa.pk),
        parametros={"revision": str(previa.pk)},
        adscripcion=request.adscripcion,
    )
    return redirect("captura:trabajo", uuid=trabajo.pk)
