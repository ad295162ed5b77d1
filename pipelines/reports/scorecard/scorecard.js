(function(){
"use strict";
var get=function(id){return document.getElementById(id)};
var find=get("find"),domain=get("domain"),signal=get("signal"),team=get("team"),found=get("found");
var rows=[].slice.call(document.querySelectorAll("tr[data-stem],article[data-stem]"));
var domains=[].slice.call(document.querySelectorAll("section.domain"));
var names=rows.map(function(row){var head=row.querySelector("th a,h4");return (head?head.textContent:"").toLowerCase()+" "+row.dataset.stem});
function apply(){
  var words=find.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  var chosen=team?team.value:"",seen={};
  rows.forEach(function(row,at){
    var fits=(!domain.value||row.dataset.domain===domain.value)&&(!signal||!signal.value||row.dataset.signal===signal.value)&&words.every(function(word){return names[at].indexOf(word)>=0})&&(!chosen||(TEAMS[row.dataset.stem]&&TEAMS[row.dataset.stem][chosen]!==undefined));
    row.hidden=!fits;
    if(fits){seen[row.dataset.stem]=1}
    var cell=row.querySelector("td.team-only");
    if(cell){cell.textContent=chosen&&TEAMS[row.dataset.stem]?TEAMS[row.dataset.stem][chosen]||"":""}
  });
  domains.forEach(function(one){one.hidden=!one.querySelector("article:not([hidden])")});
  document.body.classList.toggle("one-team",!!chosen);
  [].forEach.call(document.querySelectorAll("tr[data-team]"),function(row){row.classList.toggle("chosen",!!chosen&&row.dataset.team===chosen)});
  var count=Object.keys(seen).length;
  found.textContent=count+(count===1?" measure":" measures");
}
[find,domain,signal,team].forEach(function(one){if(one){one.addEventListener("input",apply)}});
document.addEventListener("toggle",function(event){
  var box=event.target;
  if(!box.dataset||!box.dataset.series||box.querySelector("table")){return}
  var table=document.createElement("table"),body=table.createTBody(),head=table.createTHead().insertRow();
  table.className="facts";
  ["Month","Value"].forEach(function(name){var cell=document.createElement("th");cell.scope="col";cell.textContent=name;head.appendChild(cell)});
  box.dataset.series.split(";").forEach(function(part){var pair=part.split("|"),row=body.insertRow();var name=document.createElement("th");name.scope="row";name.textContent=pair[0];row.appendChild(name);row.insertCell().textContent=pair[1]});
  box.appendChild(table);
},true);
window.addEventListener("hashchange",function(){var there=document.querySelector(location.hash||"main");if(there&&there.tagName==="ARTICLE"){there.focus({preventScroll:true})}});
apply();
})();
