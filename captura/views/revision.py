"""Revisar un perfil, tomar el siguiente y dar los pasos del flujo."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from captura.apartados import etiqueta_de
from captura.consultas import proceso_de_trabajo
from captura.flujo import FLUJO, UTTAI, Paso
from captura.forms.revision import MotivoForm, ObservacionesForm, PausaForm, SeccionForm
from captura.models import Cuestionario
from captura.permisos import REVISAN, pasos_posibles, puede_dar_paso
from captura.reglas import ReglaIncumplida, incumplimientos
from captura.servicios.pasos import dar_paso
from captura.servicios.revision import NadaQueRevisar, tomar_siguiente
from captura.servicios.tomas import toma_vigente
from captura.views.alcance import buscar_cuestionario, exigir
from captura.views.consentimientos import consentimiento_para
from captura.views.declaraciones import declaraciones_de
from captura.views.familias import familias_para
from captura.views.historia import historia_de
from captura.views.renglones import apartados_de, observados_de, rondas_anteriores
from captura.views.secciones import secciones_de
from conoceles.comun.errores import ErrorDeDominio

# «Capturar» lo da el primer guardado; no tiene botón ni dirección.
PASOS_CON_DIRECCION = {p.value for p in Paso} - {Paso.CAPTURAR.value}
HECHO = {
    Paso.TERMINAR: "Captura terminada. Su enlace ya puede validarla y enviarla.",
    Paso.ENVIAR: "Enviado. Este es su acuse.",
    Paso.REVISAR: "Tomado a revisión.",
    Paso.OBSERVAR: "Devuelto con observaciones.",
    Paso.VERIFICAR: "Verificado. Ya se puede publicar.",
    Paso.PUBLICAR: "Publicado: la ciudadanía ya puede verlo.",
    Paso.PAUSAR: "En pausa: la sección ya no se muestra y la página pública lo dice.",
    Paso.REANUDAR: "Reanudado: la sección vuelve a ser pública.",
    Paso.RETIRAR: "Retirado de la publicación.",
}
# Lo que acompaña a un paso además del botón. Cada formulario sabe dar sus `opciones`.
FORMULARIOS = {
    Paso.OBSERVAR: ObservacionesForm,
    Paso.VERIFICAR: SeccionForm,
    Paso.PAUSAR: PausaForm,
    Paso.REANUDAR: SeccionForm,
    Paso.RETIRAR: MotivoForm,
}


@require_safe
def revision(request, pk: int):
    cuestionario = buscar_cuestionario(request, pk)
    exigir(request.adscripcion.rol in REVISAN)
    return _pagina(request, cuestionario)


def _pagina(request, cuestionario: Cuestionario, *, paso: Paso | None = None, form=None):
    """`form`: el que no pasó, del paso dado; los demás salen en blanco."""
    observados = observados_de(cuestionario)
    pasos = pasos_posibles(request.adscripcion, cuestionario)
    observaciones = form if paso is Paso.OBSERVAR else ObservacionesForm()
    observar = Paso.OBSERVAR in pasos or observaciones.is_bound
    toma = toma_vigente(cuestionario)
    tope = cuestionario.candidatura.proceso.parametro("rondas_de_observacion")
    return render(
        request,
        "captura/revision.html",
        {
            "cuestionario": cuestionario,
            "candidatura": cuestionario.candidatura,
            "secciones": secciones_de(cuestionario),
            "toma": toma,
            "ajeno": toma is not None and toma.usuario_id != request.user.pk,
            "rondas": tope,
            "apartados": [
                (
                    apartado,
                    [(renglon, *observaciones.de(renglon.campo)) for renglon in renglones],
                )
                for apartado, renglones in apartados_de(cuestionario, observados)
            ],
            "observados_foto": observados.get("foto", []),
            "anteriores": rondas_anteriores(cuestionario),
            "form": observaciones,
            "controles_foto": observaciones.de("foto"),
            "form_motivo": form if paso is Paso.RETIRAR else MotivoForm(),
            "form_pausa": form if paso is Paso.PAUSAR else PausaForm(cuestionario=cuestionario),
            "observar": observar,
            "pasos": {p.value for p in pasos},
            "fallas": [(f, etiqueta_de(f.campo)) for f in incumplimientos(cuestionario)],
            "historia": historia_de(cuestionario, request.adscripcion),
            "familias": familias_para(request.adscripcion, cuestionario.candidatura),
            **consentimiento_para(request.adscripcion, cuestionario.candidatura),
            "declaraciones": declaraciones_de(cuestionario),
            "acuse": cuestionario.acuses.first(),
        },
    )


@require_POST
def siguiente(request):
    """Toma el que más ha esperado."""
    exigir(request.adscripcion is not None and request.adscripcion.rol in REVISAN)
    try:
        cuestionario = tomar_siguiente(
            adscripcion=request.adscripcion, proceso=proceso_de_trabajo(request.adscripcion)
        )
    except NadaQueRevisar as error:
        messages.info(request, str(error))
        return redirect("captura:inicio")
    return redirect("captura:revision", pk=cuestionario.pk)


@require_POST
def paso(request, pk: int, paso: str):
    """Da un paso. La única dirección que mueve un perfil."""
    cuestionario = buscar_cuestionario(request, pk)
    if paso not in PASOS_CON_DIRECCION:
        raise Http404
    paso = Paso(paso)
    exigir(puede_dar_paso(request.adscripcion, paso, cuestionario))
    form = _formulario(request, cuestionario, paso)
    if form is not None and not form.is_valid():
        return _pagina(request, cuestionario, paso=paso, form=form)
    try:
        cuestionario = dar_paso(
            cuestionario=cuestionario,
            paso=paso,
            adscripcion=request.adscripcion,
            **(form.opciones() if form else {}),
        )
    except ErrorDeDominio as error:
        messages.error(request, str(error))
        if paso is Paso.OBSERVAR:  # lo escrito no se pierde aunque el paso ya no proceda
            return _pagina(request, cuestionario, paso=paso, form=form)
        return _tras_error(cuestionario, paso, error)
    messages.success(request, _hecho(cuestionario, paso))
    return _tras_paso(cuestionario, paso)


def _formulario(request, cuestionario: Cuestionario, paso: Paso):
    clase = FORMULARIOS.get(paso)
    if clase is PausaForm:
        return PausaForm(request.POST, cuestionario=cuestionario)
    return clase(request.POST) if clase else None


def _hecho(cuestionario: Cuestionario, paso: Paso) -> str:
    if paso is Paso.VERIFICAR and cuestionario.estado != FLUJO[paso].hacia:
        return "Sección verificada. Faltan otras para poder publicar."
    return HECHO[paso]


def _tras_paso(cuestionario: Cuestionario, paso: Paso):
    if paso is Paso.ENVIAR:
        return redirect("captura:acuse", folio=cuestionario.acuses.first().folio)
    if paso is Paso.TERMINAR:
        return redirect("captura:cuestionario", pk=cuestionario.pk)
    return redirect("captura:revision", pk=cuestionario.pk)


def _tras_error(cuestionario: Cuestionario, paso: Paso, error: ErrorDeDominio):
    if FLUJO[paso].roles <= UTTAI:
        return redirect("captura:revision", pk=cuestionario.pk)
    if isinstance(error, ReglaIncumplida):
        return redirect("captura:enviar", pk=cuestionario.pk)
    return redirect("captura:cuestionario", pk=cuestionario.pk)
