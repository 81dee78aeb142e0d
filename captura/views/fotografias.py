"""Subir la fotografía y verla: del almacén privado, solo a quien la tiene en su alcance."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from captura.forms.fotografias import FotografiaForm
from captura.fotografias import FotografiaRechazada
from captura.models import Fotografia
from captura.permisos import puede_capturar, puede_editar
from captura.servicios.captura import guardar_fotografia
from captura.views.alcance import buscar_cuestionario, exigir
from captura.views.cuestionarios import pagina


@require_POST
def subir(request, pk: int):
    cuestionario = buscar_cuestionario(request, pk)
    exigir(puede_capturar(request.adscripcion, cuestionario.candidatura))
    if not puede_editar(request.adscripcion, cuestionario):
        messages.error(
            request,
            "La fotografía no se guardó: el perfil está "
            f"{cuestionario.get_estado_display().lower()} y ya no se edita.",
        )
        return redirect("captura:cuestionario", pk=pk)
    form = FotografiaForm(request.POST, request.FILES, proceso=cuestionario.candidatura.proceso)
    if form.is_valid():
        try:
            guardar_fotografia(
                cuestionario=cuestionario,
                datos=form.cleaned_data["archivo"].read(),
                adscripcion=request.adscripcion,
                recorte=form.cleaned_data["recorte"],
                meses_declarados=form.meses,
            )
        except FotografiaRechazada as error:
            form.add_error("archivo", str(error))
        else:
            messages.success(request, "Fotografía guardada. Así se verá.")
            return redirect("captura:cuestionario", pk=pk)
    return pagina(request, cuestionario, form_foto=form)


@require_safe
def ver(request, pk: int):
    """La fotografía actual o, con `?huella=`, una que este perfil ya envió u observaron."""
    cuestionario = buscar_cuestionario(request, pk)
    foto = cuestionario.foto
    if huella := request.GET.get("huella"):
        foto = _anterior(cuestionario, huella)
    if foto is None:
        raise Http404
    with foto.archivo.open() as archivo:
        respuesta = HttpResponse(archivo.read(), content_type="image/jpeg")
    respuesta["Cache-Control"] = "private, no-cache"
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


def _anterior(cuestionario, huella: str) -> Fotografia | None:
    observada = cuestionario.observaciones.filter(campo="foto", valor_observado=huella)
    enviada = cuestionario.acuses.filter(contenido__foto=huella)
    if not observada.exists() and not enviada.exists():
        return None
    return Fotografia.objects.filter(huella=huella).first()
