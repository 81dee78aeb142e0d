// [data-conoceles-imprimir]: botón que abre la impresión; sin JavaScript no se ve (Ctrl+P hace lo mismo).
(() => {
    "use strict";

    document.querySelectorAll("[data-conoceles-imprimir]").forEach((boton) => {
        boton.hidden = false;
        boton.addEventListener("click", () => window.print());
    });
})();
