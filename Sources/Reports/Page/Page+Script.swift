extension Page {
  /// Values at the pointer, at once and on touch too, where browsers show `<title>` late or never; and sorting by a click
  /// on a column's heading. It takes numbers from `data-v`, so that formats do not matter.
  static let script: StaticString = """
    (function(){
    "use strict";
    var d=document,tip=d.createElement("div");
    tip.id="tip";tip.hidden=true;tip.setAttribute("role","status");d.body.appendChild(tip);
    function show(e){
    var m=e.target.closest?e.target.closest(".ch path,.ch text"):null;
    if(!m||!m.closest("figure")){tip.hidden=true;return}
    var t=m.querySelector("title");
    if(t){m.setAttribute("aria-label",t.textContent);t.remove()}
    var s=m.getAttribute("aria-label");
    if(!s){tip.hidden=true;return}
    tip.textContent=s;tip.hidden=false;
    var w=tip.offsetWidth,h=tip.offsetHeight;
    tip.style.left=Math.max(4,Math.min(e.clientX+12,d.documentElement.clientWidth-w-4))+"px";
    tip.style.top=(e.clientY>h+16?e.clientY-h-12:e.clientY+16)+"px";
    }
    d.addEventListener("pointermove",show);
    d.addEventListener("pointerdown",show);
    d.addEventListener("scroll",function(){tip.hidden=true},{passive:true});
    d.querySelectorAll(".ch.sc table").forEach(function(table){
    var heads=table.tHead.rows[0].cells,body=table.tBodies[0];
    Array.prototype.forEach.call(heads,function(head,column){
    var button=d.createElement("button");
    button.type="button";button.textContent=head.textContent;
    head.textContent="";head.appendChild(button);
    button.addEventListener("click",function(){
    var isNumber=head.classList.contains("nu");
    var down=head.hasAttribute("aria-sort")?head.getAttribute("aria-sort")=="ascending":isNumber;
    Array.prototype.forEach.call(heads,function(other){other.removeAttribute("aria-sort")});
    head.setAttribute("aria-sort",down?"descending":"ascending");
    function key(row){
    var cell=row.cells[column],value=cell.getAttribute("data-v");
    return isNumber?(value===null?-Infinity:+value):cell.textContent;
    }
    Array.prototype.slice.call(body.rows).sort(function(a,b){
    var x=key(a),y=key(b),order=isNumber?(x<y?-1:x>y?1:0):x.localeCompare(y);
    return down?-order:order;
    }).forEach(function(row){body.appendChild(row)});
    });
    });
    });
    })();

    """
}
