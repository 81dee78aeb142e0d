"""Lo que se elige en un proceso, el catálogo de partidos, quién postula y a quién se invita."""

from django.contrib import messages
from django.db.models import Count, Max
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from candidaturas.models import Partido, TipoDeActor
from captura.forms.procesos import ActorForm, CargoForm, InvitacionesForm, PartidoForm
from captura.importacion.territorio import CARGOS
from captura.models import Invitacion, Rol
from captura.preparacion import actores_sin_enlace
from captura.servicios import postulantes
from captura.servicios import preparacion as servicio
from captura.servicios.invitaciones import VIGENCIA, InvitacionNoPosible, Invitada, invitar
from captura.servicios.preparacion import ProcesoNoSeCambia
from captura.views.procesos import buscar_proceso


@require_http_methods(["GET", "HEAD", "POST"])
def cargos(request, pk: int):
    """POST añade `cargo` o, con `quitar`, quita uno."""
    proceso = buscar_proceso(request, pk)
    lista = proceso.cargos.annotate(cuantas=Count("elecciones"))
    ya_estan = {c.clave for c in lista}
    quitar = request.POST.get("quitar", "")
    form = CargoForm(
        request.POST if request.method == "POST" and not quitar else None, ya_estan=ya_estan
    )
    try:
        if quitar:
            cargo = get_object_or_404(proceso.cargos, clave=quitar)
            servicio.quitar_cargo(cargo=cargo, adscripcion=request.adscripcion)
            messages.success(request, f"Se quitó {cargo.nombre}.")
            return redirect("captura:proceso_cargos", pk=pk)
        if form.is_valid():
            conocido = {c.clave: c for c in CARGOS.values()}[form.cleaned_data["cargo"]]
            servicio.anadir_cargo(proceso=proceso, cargo=conocido, adscripcion=request.adscripcion)
            messages.success(request, f"Se añadió {conocido.nombre}.")
            return redirect("captura:proceso_cargos", pk=pk)
    except ProcesoNoSeCambia as error:
        messages.error(request, str(error))
        return redirect("captura:proceso_cargos", pk=pk)
    return render(
        request,
        "captura/procesos/cargos.html",
        {"proceso": proceso, "cargos": lista, "form": form},
    )


@require_safe
def actores(request, pk: int):
    proceso = buscar_proceso(request, pk)
    return render(
        request,
        "captura/procesos/actores.html",
        {
            "proceso": proceso,
            "actores": proceso.actores.select_related("partido_captura").annotate(
                cuantas=Count("formulas")
            ),
            "partidos": Partido.objects.all(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def actor(request, pk: int, actor: int | None = None):
    """Uno nuevo o los cambios de uno. POST con `quitar` lo quita."""
    proceso = buscar_proceso(request, pk)
    hallado = get_object_or_404(proceso.actores, pk=actor) if actor else None
    ultimo = proceso.actores.aggregate(Max("orden"))["orden__max"] or 0
    inicial = {"orden": ultimo + 1}
    if request.GET.get("partido", "").isdigit():
        inicial |= _de_un_partido(get_object_or_404(Partido, pk=request.GET["partido"]))
    if hallado:
        inicial = {
            campo: getattr(hallado, campo)
            for campo in ("tipo", "nombre", "siglas", "partido_captura", "convenio", "orden")
        } | {"partidos": list(hallado.partidos.all())}
    quitar = hallado is not None and "quitar" in request.POST
    form = ActorForm(request.POST if request.POST and not quitar else None, initial=inicial)
    try:
        if quitar:
            postulantes.quitar_actor(actor=hallado, adscripcion=request.adscripcion)
            messages.success(request, "Actor quitado.")
            return redirect("captura:proceso_actores", pk=pk)
        if form.is_valid():
            datos = form.cleaned_data | {"partidos": list(form.cleaned_data["partidos"])}
            guardado = postulantes.guardar_actor(
                proceso=proceso, actor=hallado, adscripcion=request.adscripcion, **datos
            )
            messages.success(request, f"{guardado.nombre}: guardado.")
            return redirect("captura:proceso_actores", pk=pk)
    except ProcesoNoSeCambia as error:
        form.is_valid()
        if quitar:
            messages.error(request, str(error))
            return redirect("captura:proceso_actor", pk=pk, actor=hallado.pk)
        form.add_error(None, str(error))
    return render(
        request,
        "captura/procesos/actor.html",
        {"proceso": proceso, "actor": hallado, "form": form},
    )


def _de_un_partido(partido: Partido) -> dict:
    """Lo que casi siempre lleva el actor de un partido que va solo."""
    return {
        "tipo": TipoDeActor.PARTIDO,
        "nombre": partido.nombre,
        "siglas": partido.sigla,
        "partidos": [partido],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def partido(request, pk: int, partido: int | None = None):
    """Uno nuevo del catálogo, o los cambios de uno. POST con `quitar` lo quita."""
    proceso = buscar_proceso(request, pk)
    hallado = get_object_or_404(Partido, pk=partido) if partido else None
    campos = ("sigla", "nombre", "alcance")
    quitar = hallado is not None and "quitar" in request.POST
    form = PartidoForm(
        request.POST if request.POST and not quitar else None,
        initial={campo: getattr(hallado, campo) for campo in campos} if hallado else None,
    )
    try:
        if quitar:
            postulantes.quitar_partido(
                proceso=proceso, partido=hallado, adscripcion=request.adscripcion
            )
            messages.success(request, f"{hallado.nombre}: quitado del catálogo.")
            return redirect("captura:proceso_actores", pk=pk)
        if form.is_valid():
            guardado = postulantes.guardar_partido(
                proceso=proceso,
                partido=hallado,
                adscripcion=request.adscripcion,
                **form.cleaned_data,
            )
            messages.success(request, f"{guardado.nombre}: guardado en el catálogo.")
            if hallado:
                return redirect("captura:proceso_actores", pk=pk)
            # Lo que sigue: que postule en este proceso.
            actor_nuevo = reverse("captura:proceso_actor_nuevo", args=[pk])
            return redirect(f"{actor_nuevo}?partido={guardado.pk}")
    except ProcesoNoSeCambia as error:
        form.add_error(None, str(error)) if form.is_bound else messages.error(request, str(error))
    return render(
        request,
        "captura/procesos/partido.html",
        {
            "proceso": proceso,
            "partido": hallado,
            "form": form,
            "procesos": postulantes.procesos_con(hallado) if hallado else [],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def invitaciones(request, pk: int):
    """POST dice a quiénes se invitaría; con `confirmar`, las manda: todas o ninguna."""
    proceso = buscar_proceso(request, pk)
    form = InvitacionesForm(request.POST or None, actores=actores_sin_enlace(proceso))
    por_confirmar: list = []
    if form.is_valid():
        if "confirmar" not in request.POST:
            por_confirmar = form.llenos()
        else:
            try:
                mandadas = invitar(
                    personas=[
                        Invitada(persona, correo, Rol.ENLACE, actor)
                        for actor, persona, correo in form.llenos()
                    ],
                    adscripcion=request.adscripcion,
                )
            except InvitacionNoPosible as error:
                form.add_error(None, str(error))
            else:
                cuantas = len(mandadas)
                messages.success(
                    request,
                    f"{cuantas} invitación enviada; su acuse está abajo."
                    if cuantas == 1
                    else f"{cuantas} invitaciones enviadas; sus acuses están abajo.",
                )
                return redirect("captura:proceso_invitaciones", pk=pk)
    return render(
        request,
        "captura/procesos/invitaciones.html",
        {
            "proceso": proceso,
            "form": form,
            "por_confirmar": por_confirmar,
            "dias": VIGENCIA.days,
            "hechas": Invitacion.objects.filter(actor__proceso=proceso, rol=Rol.ENLACE)
            .select_related("actor")
            .order_by("-creada_en", "-pk"),
            "hay_actores": proceso.actores.exists(),
        },
    )
