"""Guardar campo por campo mientras se escribe. Lo llama static/js/captura/autoguardado.js; sin él,
el formulario completo (`captura.views.cuestionarios`) hace lo mismo al pulsar Guardar."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from captura.apartados import etiqueta_de
from captura.ayudas import ayudas_de
from captura.forms.cuestionario import CuestionarioForm, con_arreglo
from captura.models import Cuestionario
from captura.parecidos import CAMPOS as CON_AYUDAS
from captura.permisos import puede_capturar
from captura.plazos import vencio
from captura.servicios.captura import (
    EdicionSimultanea,
    YaNoSeEdita,
    conservar_escrito,
    guardar_cuestionario,
    usar_escrito,
)
from captura.views.alcance import buscar_cuestionario, exigir, tomar_cuestionario
from captura.views.renglones import como_texto
from conoceles.comun import reloj

GUARDABLES = (*Cuestionario.CAMPOS, "correo_aclaraciones")


@require_POST
def guardar_campo(request, pk: int, campo: str):
    """Responde JSON; `clase` dice qué pasó: guardado, error, conflicto, cerrado u otra_cuenta."""
    if campo not in GUARDABLES:
        raise Http404
    cuestionario = tomar_cuestionario(request, pk)
    exigir(puede_capturar(request.adscripcion, cuestionario.candidatura))
    # La página pudo quedar abierta de otra persona: en esta computadora entró alguien más.
    if request.POST.get("cuenta") != str(request.user.pk):
        return JsonResponse({"clase": "otra_cuenta"}, status=403)
    form = CuestionarioForm(
        con_arreglo(request.POST, cuestionario), cuestionario=cuestionario, solo=[campo]
    )
    if not form.is_valid():
        errores = [error for lista in form.errors.values() for error in lista]
        return JsonResponse({"clase": "error", "errores": errores}, status=400)
    datos = {
        "cuestionario": cuestionario,
        "campos": form.campos(),
        "version": form.cleaned_data["version"],
        "adscripcion": request.adscripcion,
    }
    try:
        guardado = guardar_cuestionario(**datos, tomado=True)
    except EdicionSimultanea as error:
        return _conflicto(error.actual, campo)
    except YaNoSeEdita:
        escrito = conservar_escrito(**datos)
        folio, plazo = escrito.folio if escrito else "", vencio(cuestionario)
        return JsonResponse({"clase": "cerrado", "folio": folio, "vencio": plazo}, status=409)
    cuando = guardado.guardado_en or reloj.ahora()
    return JsonResponse(
        {
            "clase": "guardado",
            "version": guardado.version,
            "hora": timezone.localtime(cuando).strftime("%H:%M"),
            "valor": _como_se_escribe(getattr(guardado, campo)),
        }
    )


def _conflicto(actual: Cuestionario, campo: str) -> JsonResponse:
    valor = getattr(actual, campo)
    return JsonResponse(
        {
            "clase": "conflicto",
            "version": actual.version,
            "guardada": _como_se_escribe(valor),
            "guardada_texto": como_texto(campo, valor),
        },
        status=409,
    )


def _como_se_escribe(valor) -> str:
    """El valor como va en su control: las listas, un renglón cada una."""
    return "\n".join(valor) if isinstance(valor, list) else valor


@require_safe
def ayudas(request, pk: int, campo: str):
    """Los avisos sobre lo guardado en un campo: un fragmento de página."""
    cuestionario = buscar_cuestionario(request, pk)
    exigir(puede_capturar(request.adscripcion, cuestionario.candidatura))
    if campo not in CON_AYUDAS:
        raise Http404
    textos = {campo: getattr(cuestionario, campo)}
    suyas = ayudas_de(cuestionario.candidatura, textos, request.adscripcion)
    contexto = {"ayudas": suyas.get(campo, []), "campo": campo}
    return render(request, "captura/_ayudas.html", contexto)


@require_POST
def usar(request, pk: int, folio: str):
    """Poner en el cuestionario, ya abierto, lo que llegó cuando no se podía editar."""
    cuestionario = buscar_cuestionario(request, pk)
    exigir(puede_capturar(request.adscripcion, cuestionario.candidatura))
    escrito = get_object_or_404(cuestionario.escritos.filter(usado_en=None), folio=folio)
    try:
        en_duda = usar_escrito(escrito=escrito, adscripcion=request.adscripcion)
    except YaNoSeEdita:
        messages.error(request, "El cuestionario todavía no se puede editar.")
    else:
        _decir(request, en_duda)
    return redirect("captura:cuestionario", pk=pk)


def _decir(request, en_duda: list[str]) -> None:
    if not en_duda:
        messages.success(request, "Se puso en el cuestionario lo que había escrito.")
        return
    nombres = "; ".join(etiqueta_de(campo) for campo in en_duda)
    messages.warning(
        request,
        f"Alguien cambió después: {nombres}. Ahí quedó lo guardado; lo suyo sigue abajo para que "
        "lo compare.",
    )
