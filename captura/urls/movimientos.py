"""Sustituciones, bajas y cambios de actor."""

from django.urls import path

from captura.views import movimientos

urlpatterns = [
    path("movimientos/", movimientos.movimientos, name="movimientos"),
    path("movimientos/actor/", movimientos.cambio_de_actor, name="cambio_de_actor"),
    path("movimientos/<int:pk>/", movimientos.movimiento, name="movimiento"),
    path("movimientos/<int:pk>/deshacer/", movimientos.quitar_efecto, name="movimiento_deshacer"),
    path("candidaturas/<int:pk>/mover/", movimientos.mover, name="mover"),
]
