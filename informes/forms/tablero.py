"""Qué días enseña el tablero."""

from datetime import timedelta

from django import forms

from conoceles.comun import reloj
from informes.forms.mensual import campo_de_dia
from informes.tablero import DIAS, MAXIMO_DE_DIAS


class DiasForm(forms.Form):
    """Sin decir cuáles, los últimos treinta. Lo que no se entienda también son esos."""

    desde = campo_de_dia("Desde")
    hasta = campo_de_dia("Hasta")

    def __init__(self, datos):
        hoy = reloj.hoy()
        de_costumbre = {
            "desde": (hoy - timedelta(days=DIAS - 1)).isoformat(),
            "hasta": hoy.isoformat(),
        }
        super().__init__(de_costumbre | {c: datos[c] for c in de_costumbre if datos.get(c)})

    def clean(self):
        datos = super().clean()
        desde, hasta = datos.get("desde"), datos.get("hasta")
        if hasta and hasta > reloj.hoy():
            self.add_error("hasta", "Ese día todavía no llega.")
        if desde and hasta and desde > hasta:
            self.add_error("hasta", "Termina antes de empezar.")
        elif desde and hasta and (hasta - desde).days >= MAXIMO_DE_DIAS:
            self.add_error("desde", f"Elija a lo más {MAXIMO_DE_DIAS} días.")
        return datos
