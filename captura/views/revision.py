"""Revisar un perfil y dar los pasos del flujo."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from captura.apartados import etiqueta_de
from captura.flujo import FLUJO, UTTAI, Paso
from captura.forms.revision import MotivoForm, ObservacionesForm
from captura.models import Cuestionario
from captura.permisos import REVISAN, pasos_posibles, puede_dar_paso
from captura.reglas import ReglaIncumplida, incumplimientos
from captura.servicios.pasos import dar_paso
from captura.views.alcance import buscar_cuestionario, exigir
from captura.views.familias import familias_para
from captura.views.historia import historia_de
from captura.views.renglones import apartados_de, observados_de
from conoceles.comun.errores import ErrorDeDominio

# «Capturar» lo da el primer guardado; no tiene botón ni dirección.
PASOS_CON_DIRECCION = {p.value for p in Paso} - {Paso.CAPTURAR.value}
HECHO = {
    Paso.ENVIAR: "Enviado. Este es su acuse.",
    Paso.REVISAR: "Tomado a revisión.",
    Paso.OBSERVAR: "Devuelto con observaciones.",
    Paso.VERIFICAR: "Verificado. Ya se puede publicar.",
    Paso.PUBLICAR: "Publicado: la ciudadanía ya puede verlo.",
    Paso.RETIRAR: "Retirado de la publicación.",
}


@require_safe
def revision(request, pk: int):
    cuestionario = buscar_cuestionario(request, pk)
    exigir(request.adscripcion.rol in REVISAN)
    return _pagina(request, cuestionario)


def _pagina(request, cuestionario: Cuestionario, *, form=None, form_motivo=None):
    observados = observados_de(cuestionario)
    pasos = pasos_posibles(request.adscripcion, cuestionario)
    form = form or ObservacionesForm()
    observar = Paso.OBSERVAR in pasos or form.is_bound
    return render(
        request,
        "captura/revision.html",
        {
            "cuestionario": cuestionario,
            "candidatura": cuestionario.candidatura,
            "apartados": [
                (
                    apartado,
                    [(renglon, *form.de(renglon.campo)) for renglon in renglones],
                )
                for apartado, renglones in apartados_de(cuestionario, observados)
            ],
            "observados_foto": observados.get("foto", []),
            "form": form,
            "controles_foto": form.de("foto"),
            "form_motivo": form_motivo or MotivoForm(),
            "observar": observar,
            "verificar": Paso.VERIFICAR in pasos,
            "publicar": Paso.PUBLICAR in pasos,
            "retirar": Paso.RETIRAR in pasos,
            "tomar": Paso.REVISAR in pasos,
            "fallas": [(f, etiqueta_de(f.campo)) for f in incumplimientos(cuestionario)],
            "historia": historia_de(cuestionario, request.adscripcion),
            "familias": familias_para(request.adscripcion, cuestionario.candidatura),
            "acuse": cuestionario.acuses.first(),
        },
    )


@require_POST
def paso(request, pk: int, paso: str):
    """Da un paso. La única dirección que mueve un perfil."""
    cuestionario = buscar_cuestionario(request, pk)
    if paso not in PASOS_CON_DIRECCION:
        raise Http404
    paso = Paso(paso)
    exigir(puede_dar_paso(request.adscripcion, paso, cuestionario))
    motivo, observaciones = "", ()
    if paso is Paso.OBSERVAR:
        form = ObservacionesForm(request.POST)
        if not form.is_valid():
            return _pagina(request, cuestionario, form=form)
        observaciones = form.observaciones()
    elif FLUJO[paso].exige_motivo:
        form = MotivoForm(request.POST)
        if not form.is_valid():
            return _pagina(request, cuestionario, form_motivo=form)
        motivo = form.cleaned_data["motivo"]
    try:
        cuestionario = dar_paso(
            cuestionario=cuestionario,
            paso=paso,
            adscripcion=request.adscripcion,
            motivo=motivo,
            observaciones=observaciones,
        )
    except ErrorDeDominio as error:
        messages.error(request, str(error))
        if observaciones:  # lo escrito no se pierde aunque el paso ya no proceda
            return _pagina(request, cuestionario, form=form)
        return _tras_error(cuestionario, paso, error)
    messages.success(request, HECHO[paso])
    return _tras_paso(cuestionario, paso)


def _tras_paso(cuestionario: Cuestionario, paso: Paso):
    if paso is Paso.ENVIAR:
        return redirect("captura:acuse", folio=cuestionario.acuses.first().folio)
    return redirect("captura:revision", pk=cuestionario.pk)


def _tras_error(cuestionario: Cuestionario, paso: Paso, error: ErrorDeDominio):
    if FLUJO[paso].roles == UTTAI or paso is Paso.RETIRAR:
        return redirect("captura:revision", pk=cuestionario.pk)
    if isinstance(error, ReglaIncumplida):
        return redirect("captura:enviar", pk=cuestionario.pk)
    return redirect("captura:cuestionario", pk=cuestionario.pk)
