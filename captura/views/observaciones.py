"""Responder a una observación."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from captura.forms.revision import RespuestaForm
from captura.models import Cuestionario, Observacion
from captura.permisos import puede_responder_observacion
from captura.servicios.revision import RespuestaNoPermitida, responder_observacion
from captura.views.alcance import exigir


@require_POST
def responder(request, pk: int):
    visibles = Cuestionario.objects.visibles_para(request.adscripcion)
    observacion = get_object_or_404(
        Observacion.objects.filter(cuestionario__in=visibles).select_related(
            "cuestionario__candidatura__formula__actor"
        ),
        pk=pk,
    )
    cuestionario = observacion.cuestionario
    exigir(puede_responder_observacion(request.adscripcion, cuestionario))
    form = RespuestaForm(request.POST)
    try:
        responder_observacion(
            observacion=observacion,
            respuesta=form.cleaned_data["respuesta"] if form.is_valid() else "",
            adscripcion=request.adscripcion,
        )
    except RespuestaNoPermitida as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Respuesta guardada. Se entrega cuando vuelva a enviar.")
    return redirect("captura:cuestionario", pk=cuestionario.pk)
