/* The line of the year on Beranda, from its JSON block; colours come from the tokens and change with the theme. */
(function () {
  "use strict";
  var whole = new Intl.NumberFormat("id-ID"), tenth = new Intl.NumberFormat("id-ID", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  var MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];
  var FONT = '"Inter Variable", system-ui, sans-serif', probe = document.createElement("span"), charts = [];
  probe.hidden = true;
  document.body.appendChild(probe);

  function color(name) {
    probe.style.color = "var(--ck-" + name + ")";
    return getComputedStyle(probe).color;
  }
  function short(iso) { var part = iso.split("-"); return +part[2] + " " + MONTHS[part[1] - 1] + " " + part[0]; }
  function label(more) { return Object.assign({ color: color("ink-2"), fontSize: 12, fontFamily: FONT, lineHeight: 16 }, more); }
  function halfUp(top, bottom) { return Math.floor((top * 2000 + bottom) / (2 * bottom)) / 10; }

  function option(data, narrow) {
    var last = data.days.length - 1, right = narrow ? 16 : 84;
    var rates = data.days.map(function (_, i) { return data.denominators[i] ? data.numerators[i] * 100 / data.denominators[i] : null; });
    var seen = rates.filter(function (rate) { return rate !== null; }).concat(data.target === null ? [] : [data.target]);
    var low = Math.max(0, Math.floor((Math.min.apply(null, seen) - 2) / 10) * 10), high = Math.min(100, Math.ceil((Math.max.apply(null, seen) + 4) / 10) * 10);
    var most = Math.max.apply(null, data.denominators);
    function axis(grid) {
      return {
        gridIndex: grid, type: "category", data: data.days, boundaryGap: false, axisTick: { show: false },
        axisLine: { show: grid === 0, onZero: false, lineStyle: { color: color("rule-2") } },
        axisLabel: {
          show: grid === 1, color: color("ink-3"), fontSize: 12, fontFamily: FONT, hideOverlap: true,
          interval: function (_, day) { return day.slice(8) === "01"; }, formatter: function (day) { return MONTHS[day.slice(5, 7) - 1]; },
        },
      };
    }
    var hidden = { axisLabel: { show: false }, splitLine: { show: false }, axisLine: { show: false }, axisTick: { show: false } };
    var target = data.target === null ? [] : [{
      yAxis: data.target, lineStyle: { color: color("ink"), width: 1.25, type: "solid" },
      label: label({ formatter: "Target " + String(data.target).replace(".", ",") + " %", position: "insideStartTop", color: color("ink"), fontWeight: 600 }),
    }];
    return {
      animation: false, textStyle: { fontFamily: FONT, fontSize: 12, color: color("ink-2") },
      grid: [{ outerBoundsMode: "none", left: 40, right: right, top: 24, bottom: 104 }, { outerBoundsMode: "none", left: 40, right: right, height: 40, bottom: 24 }],
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      tooltip: {
        trigger: "axis", renderMode: "richText", confine: true, backgroundColor: color("ink"), borderWidth: 0, padding: [8, 12],
        textStyle: { color: color("page"), fontSize: 12, fontFamily: FONT, lineHeight: 18 }, axisPointer: { type: "line", label: { show: false }, lineStyle: { color: color("ink-3"), width: 1 } },
        formatter: function (points) {
          var i = points[0].dataIndex, top = data.numerators[i], bottom = data.denominators[i];
          return short(data.days[i]) + "\n" + (bottom ? tenth.format(halfUp(top, bottom)) + " %  =  " + whole.format(top) + " ÷ " + whole.format(bottom) : "tidak ada pekerja");
        },
      },
      xAxis: [axis(0), axis(1)],
      yAxis: [
        { min: low, max: high, interval: high - low > 50 ? 20 : 10, axisLabel: { color: color("ink-3"), fontSize: 12, fontFamily: FONT, formatter: function (y) { return y === high ? y + " %" : y; } }, splitLine: { lineStyle: { color: color("rule") } }, axisLine: { show: false }, axisTick: { show: false } },
        Object.assign({ gridIndex: 1, min: 0, max: most || 1 }, hidden),
      ],
      series: [
        {
          type: "line", data: rates, showSymbol: false, z: 5, emphasis: { disabled: true }, itemStyle: { color: color("accent") }, lineStyle: { width: 2.25, color: color("accent") },
          markLine: { silent: true, symbol: "none", animation: false, data: target },
          markPoint: {
            silent: true, symbol: "circle", symbolSize: 10, animation: false, itemStyle: { color: color("accent"), borderColor: color("page"), borderWidth: 2 },
            data: rates[last] === null ? [] : [{
              coord: [data.days[last], rates[last]],
              label: label({ show: true, formatter: tenth.format(halfUp(data.numerators[last], data.denominators[last])) + " %", position: narrow ? "top" : "right", distance: narrow ? 14 : 8, align: narrow ? "right" : "left", fontSize: 14, fontWeight: 640, color: color("accent") }),
            }],
          },
        },
        {
          type: "line", xAxisIndex: 1, yAxisIndex: 1, data: data.denominators, showSymbol: false, silent: true, emphasis: { disabled: true }, itemStyle: { color: color("ink-3") },
          lineStyle: { width: 1, color: color("ink-3") }, areaStyle: { color: color("quiet-soft"), opacity: 1 },
          markPoint: { silent: true, symbol: "circle", symbolSize: 0.1, animation: false, data: [{ coord: [data.days[last], data.denominators[last]], label: label({ show: !narrow, formatter: whole.format(data.denominators[last]) + "\npekerja", position: "right", distance: 8, align: "left" }) }] },
        },
      ],
    };
  }

  function draw() {
    charts.forEach(function (chart) { chart.dispose(); });
    charts = [].map.call(document.querySelectorAll("[data-trend]"), function (place) {
      var data = JSON.parse(document.getElementById(place.dataset.trend).textContent), chart = echarts.init(place, null, { renderer: "svg" });
      chart.setOption(option(data, place.clientWidth < 480));
      place.querySelector("svg").setAttribute("viewBox", "0 0 " + place.clientWidth + " " + place.clientHeight); /* paper is narrower */
      return chart;
    });
  }
  var wait;
  document.fonts.ready.then(draw);
  document.documentElement.addEventListener("cakupan-theme", draw);
  addEventListener("resize", function () { clearTimeout(wait); wait = setTimeout(draw, 120); });
})();
