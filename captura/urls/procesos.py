"""Preparar, abrir y cerrar un proceso."""

from django.urls import path

from captura.views import preguntas, procesos, procesos_actores, procesos_registro

urlpatterns = [
    path("procesos/", procesos.procesos, name="procesos"),
    path("procesos/nuevo/", procesos.nuevo, name="proceso_nuevo"),
    path("procesos/<int:pk>/", procesos.proceso, name="proceso"),
    path("procesos/<int:pk>/datos/", procesos.datos, name="proceso_datos"),
    path("procesos/<int:pk>/publicacion/", procesos.publicacion, name="proceso_publicacion"),
    path("procesos/<int:pk>/parametros/", procesos.parametros, name="proceso_parametros"),
    path(
        "procesos/<int:pk>/parametros/<slug:clave>/", procesos.parametro, name="proceso_parametro"
    ),
    path("procesos/<int:pk>/compromisos/", procesos.compromisos, name="proceso_compromisos"),
    path("procesos/<int:pk>/identidad/", preguntas.preguntas, name="proceso_preguntas"),
    path("procesos/<int:pk>/identidad/nueva/", preguntas.nueva, name="pregunta_nueva"),
    path(
        "procesos/<int:pk>/identidad/preguntas/<slug:clave>/", preguntas.pregunta, name="pregunta"
    ),
    path(
        "procesos/<int:pk>/identidad/bloques/<slug:clave>/",
        preguntas.bloque,
        name="bloque_de_preguntas",
    ),
    path("procesos/<int:pk>/avanzar/", procesos.avanzar, name="proceso_avanzar"),
    path("procesos/<int:pk>/regresar/", procesos.regresar, name="proceso_regresar"),
    path("procesos/<int:pk>/cargos/", procesos_actores.cargos, name="proceso_cargos"),
    path("procesos/<int:pk>/actores/", procesos_actores.actores, name="proceso_actores"),
    path("procesos/<int:pk>/actores/nuevo/", procesos_actores.actor, name="proceso_actor_nuevo"),
    path("procesos/<int:pk>/actores/<int:actor>/", procesos_actores.actor, name="proceso_actor"),
    path(
        "procesos/<int:pk>/partidos/nuevo/", procesos_actores.partido, name="proceso_partido_nuevo"
    ),
    path(
        "procesos/<int:pk>/partidos/<int:partido>/",
        procesos_actores.partido,
        name="proceso_partido",
    ),
    path(
        "procesos/<int:pk>/invitaciones/",
        procesos_actores.invitaciones,
        name="proceso_invitaciones",
    ),
    path("procesos/<int:pk>/registro/", procesos_registro.registro, name="proceso_registro"),
    path("registro/<uuid:uuid>/", procesos_registro.revision, name="registro_revision"),
    path("registro/<uuid:uuid>/cargar/", procesos_registro.cargar, name="registro_cargar"),
]
