"""La lista de omisiones en pantalla y sus archivos. Solo el instituto."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from captura.consultas import actores_del_proceso
from conoceles.comun import reloj
from informes.forms.omisiones import ArchivoDeOmisionesForm, OmisionesForm
from informes.omisiones.lista import NOTA, Filtro, con_pruebas, omisas
from informes.omisiones.pedido import FORMATOS, pedir_lista
from informes.views.cuantitativo import buscar_proceso

POR_PAGINA = 25


@require_safe
def omisiones(request, proceso: str):
    proceso = buscar_proceso(request, proceso)
    form = OmisionesForm(request.GET, actores=actores_del_proceso(proceso))
    criterios = form.criterios()
    actor = criterios["actor"]
    filtro = Filtro(actor.pk if actor else 0, criterios["falta"], criterios["apremio"])
    lista = omisas(proceso, filtro)
    pagina = Paginator(lista.renglones, POR_PAGINA).get_page(request.GET.get("pagina"))
    return render(
        request,
        "informes/omisiones.html",
        {
            "proceso": proceso,
            "form": form,
            "actores": lista.actores,
            "cuantas": len(lista.renglones),
            "pagina": pagina,
            "omisiones": con_pruebas(list(pagina.object_list), proceso),
            "pedido": {**criterios, "actor": actor.pk if actor else ""},
            "formatos": FORMATOS,
            "nota": NOTA,
            "ahora": reloj.ahora(),
        },
    )


@require_POST
def pedir_archivo(request, proceso: str):
    proceso = buscar_proceso(request, proceso)
    form = ArchivoDeOmisionesForm(request.POST, actores=actores_del_proceso(proceso))
    criterios = form.criterios()
    if not form.is_valid():
        messages.error(request, "Elija un formato.")
        return redirect("informes:omisiones", proceso=proceso.clave)
    trabajo = pedir_lista(
        proceso=proceso,
        formato=form.cleaned_data["formato"],
        adscripcion=request.adscripcion,
        **criterios,
    )
    return redirect("captura:trabajo", trabajo.pk)
