/** The colors of code by the names of themes; those of highlight.js 9.18 (see LICENSE-highlight.txt). */
export const codeThemes: Readonly<Record<string, string>> = {
  "a11y-dark":
    "comment quote:d4d0ab|variable template-variable tag name selector-id selector-class regexp deletion:ffa07a|number built-in builtin-name literal type params meta link:f5ab35|attribute:ffd700|string symbol bullet addition:abe338|title section:00e0e0|keyword selector-tag:dcc6e0|root:f8f8f2/2b2b2b|emphasis://i|strong://b",
  "a11y-light":
    "comment quote:696969|variable template-variable tag name selector-id selector-class regexp deletion:d91e18|number built-in builtin-name literal type params meta link attribute:aa5d00|string symbol bullet addition:008000|title section:007faa|keyword selector-tag:7928a1|root:545454/fefefe|emphasis://i|strong://b",
  agate:
    "root:fff/333|name strong://b|code:888//i|emphasis://i|tag:62c8f3|variable template-variable selector-id selector-class:ade5fc|string:a2fca2|bullet number symbol:d36363|type title section attribute quote built-in builtin-name:ffa|keyword selector-tag literal:fcc28c|comment:888|deletion:333/fc9b9b|regexp link:c6b4f0|meta:fc9b9b|addition:333/a2fca2",
  "an-old-hope":
    "comment quote:b6b18b|variable template-variable tag name selector-id selector-class regexp deletion:eb3c54|number built-in builtin-name literal type params meta link:e7ce56|attribute:ee7c2b|string symbol bullet addition:4fb4d7|title section:78bb65|keyword selector-tag:b45ea4|root:c0c5ce/1c1d21|emphasis://i|strong://b",
  androidstudio:
    "root:a9b7c6/282b2e|number literal symbol bullet:6897bb|keyword selector-tag deletion:cc7832|variable template-variable link:629755|comment quote:808080|meta:bbb529|string attribute addition:6a8759|section title type:ffc66d|name selector-id selector-class:e8bf6a|emphasis://i|strong://b",
  "arduino-light":
    "root:434f54/ffffff|subst meta:434f54|keyword attribute selector-tag doctag name regexp symbol variable template-variable link selector-attr selector-pseudo:00979d|built-in literal bullet code addition:d35400|type string selector-id selector-class quote template-tag deletion:005c5f|title section:880000//b|comment:95a5a6|meta-keyword function:728e00|emphasis://i|strong://b|number:8a7b52",
  arta: "root:aaa/222|subst:aaa|section:fff//b|comment quote meta:444|string symbol bullet regexp:ffcc33|number addition:00cc66|built-in builtin-name literal type template-variable attribute link:32aaee|keyword selector-tag name selector-id selector-class:6644aa|title variable deletion template-tag:bb1166|doctag strong://b|emphasis://i",
  ascetic:
    "root:000/fff|string variable template-variable symbol bullet addition attribute link:888|section:888//b|comment quote meta deletion:ccc|keyword selector-tag name type strong://b|emphasis://i",
  "atelier-cave-dark":
    "comment quote:7e7887|variable template-variable attribute regexp link tag name selector-id selector-class:be4678|number meta built-in builtin-name literal type params:aa573c|string symbol bullet:2a9292|title section:576ddb|keyword selector-tag:955ae7|deletion:19171c/be4678|addition:19171c/2a9292|root:8b8792/19171c|emphasis://i|strong://b",
  "atelier-cave-light":
    "comment quote:655f6d|variable template-variable attribute tag name regexp link selector-id selector-class:be4678|number meta built-in builtin-name literal type params:aa573c|string symbol bullet:2a9292|title section:576ddb|keyword selector-tag:955ae7|deletion:19171c/be4678|addition:19171c/2a9292|root:585260/efecf4|emphasis://i|strong://b",
  "atelier-dune-dark":
    "comment quote:999580|variable template-variable attribute tag name regexp link selector-id selector-class:d73737|number meta built-in builtin-name literal type params:b65611|string symbol bullet:60ac39|title section:6684e1|keyword selector-tag:b854d4|root:a6a28c/20201d|emphasis://i|strong://b",
  "atelier-dune-light":
    "comment quote:7d7a68|variable template-variable attribute tag name regexp link selector-id selector-class:d73737|number meta built-in builtin-name literal type params:b65611|string symbol bullet:60ac39|title section:6684e1|keyword selector-tag:b854d4|root:6e6b5e/fefbec|emphasis://i|strong://b",
  "atelier-estuary-dark":
    "comment quote:878573|variable template-variable attribute tag name regexp link selector-id selector-class:ba6236|number meta built-in builtin-name literal type params:ae7313|string symbol bullet:7d9726|title section:36a166|keyword selector-tag:5f9182|deletion:22221b/ba6236|addition:22221b/7d9726|root:929181/22221b|emphasis://i|strong://b",
  "atelier-estuary-light":
    "comment quote:6c6b5a|variable template-variable attribute tag name regexp link selector-id selector-class:ba6236|number meta built-in builtin-name literal type params:ae7313|string symbol bullet:7d9726|title section:36a166|keyword selector-tag:5f9182|deletion:22221b/ba6236|addition:22221b/7d9726|root:5f5e4e/f4f3ec|emphasis://i|strong://b",
  "atelier-forest-dark":
    "comment quote:9c9491|variable template-variable attribute tag name regexp link selector-id selector-class:f22c40|number meta built-in builtin-name literal type params:df5320|string symbol bullet:7b9726|title section:407ee7|keyword selector-tag:6666ea|root:a8a19f/1b1918|emphasis://i|strong://b",
  "atelier-forest-light":
    "comment quote:766e6b|variable template-variable attribute tag name regexp link selector-id selector-class:f22c40|number meta built-in builtin-name literal type params:df5320|string symbol bullet:7b9726|title section:407ee7|keyword selector-tag:6666ea|root:68615e/f1efee|emphasis://i|strong://b",
  "atelier-heath-dark":
    "comment quote:9e8f9e|variable template-variable attribute tag name regexp link selector-id selector-class:ca402b|number meta built-in builtin-name literal type params:a65926|string symbol bullet:918b3b|title section:516aec|keyword selector-tag:7b59c0|root:ab9bab/1b181b|emphasis://i|strong://b",
  "atelier-heath-light":
    "comment quote:776977|variable template-variable attribute tag name regexp link selector-id selector-class:ca402b|number meta built-in builtin-name literal type params:a65926|string symbol bullet:918b3b|title section:516aec|keyword selector-tag:7b59c0|root:695d69/f7f3f7|emphasis://i|strong://b",
  "atelier-lakeside-dark":
    "comment quote:7195a8|variable template-variable attribute tag name regexp link selector-id selector-class:d22d72|number meta built-in builtin-name literal type params:935c25|string symbol bullet:568c3b|title section:257fad|keyword selector-tag:6b6bb8|root:7ea2b4/161b1d|emphasis://i|strong://b",
  "atelier-lakeside-light":
    "comment quote:5a7b8c|variable template-variable attribute tag name regexp link selector-id selector-class:d22d72|number meta built-in builtin-name literal type params:935c25|string symbol bullet:568c3b|title section:257fad|keyword selector-tag:6b6bb8|root:516d7b/ebf8ff|emphasis://i|strong://b",
  "atelier-plateau-dark":
    "comment quote:7e7777|variable template-variable attribute tag name regexp link selector-id selector-class:ca4949|number meta built-in builtin-name literal type params:b45a3c|string symbol bullet:4b8b8b|title section:7272ca|keyword selector-tag:8464c4|deletion:1b1818/ca4949|addition:1b1818/4b8b8b|root:8a8585/1b1818|emphasis://i|strong://b",
  "atelier-plateau-light":
    "comment quote:655d5d|variable template-variable attribute tag name regexp link selector-id selector-class:ca4949|number meta built-in builtin-name literal type params:b45a3c|string symbol bullet:4b8b8b|title section:7272ca|keyword selector-tag:8464c4|deletion:1b1818/ca4949|addition:1b1818/4b8b8b|root:585050/f4ecec|emphasis://i|strong://b",
  "atelier-savanna-dark":
    "comment quote:78877d|variable template-variable attribute tag name regexp link selector-id selector-class:b16139|number meta built-in builtin-name literal type params:9f713c|string symbol bullet:489963|title section:478c90|keyword selector-tag:55859b|deletion:171c19/b16139|addition:171c19/489963|root:87928a/171c19|emphasis://i|strong://b",
  "atelier-savanna-light":
    "comment quote:5f6d64|variable template-variable attribute tag name regexp link selector-id selector-class:b16139|number meta built-in builtin-name literal type params:9f713c|string symbol bullet:489963|title section:478c90|keyword selector-tag:55859b|deletion:171c19/b16139|addition:171c19/489963|root:526057/ecf4ee|emphasis://i|strong://b",
  "atelier-seaside-dark":
    "comment quote:809980|variable template-variable attribute tag name regexp link selector-id selector-class:e6193c|number meta built-in builtin-name literal type params:87711d|string symbol bullet:29a329|title section:3d62f5|keyword selector-tag:ad2bee|root:8ca68c/131513|emphasis://i|strong://b",
  "atelier-seaside-light":
    "comment quote:687d68|variable template-variable attribute tag name regexp link selector-id selector-class:e6193c|number meta built-in builtin-name literal type params:87711d|string symbol bullet:29a329|title section:3d62f5|keyword selector-tag:ad2bee|root:5e6e5e/f4fbf4|emphasis://i|strong://b",
  "atelier-sulphurpool-dark":
    "comment quote:898ea4|variable template-variable attribute tag name regexp link selector-id selector-class:c94922|number meta built-in builtin-name literal type params:c76b29|string symbol bullet:ac9739|title section:3d8fd1|keyword selector-tag:6679cc|root:979db4/202746|emphasis://i|strong://b",
  "atelier-sulphurpool-light":
    "comment quote:6b7394|variable template-variable attribute tag name regexp link selector-id selector-class:c94922|number meta built-in builtin-name literal type params:c76b29|string symbol bullet:ac9739|title section:3d8fd1|keyword selector-tag:6679cc|root:5e6687/f5f7ff|emphasis://i|strong://b",
  "atom-one-dark-reasonable":
    "root:abb2bf/282c34|keyword operator pattern-match:f92672|function symbol bullet meta selector-id title:61aeee|constructor:e2b93d|comment quote:b18eb1//i|doctag formula:c678dd|section name selector-tag deletion subst:e06c75|literal:56b6c2|string regexp addition attribute meta-string:98c379|built-in:e6c07b|attr variable template-variable type selector-class selector-attr selector-pseudo number:d19a66|link:61aeee//u|emphasis://i|strong://b",
  "atom-one-dark":
    "root:abb2bf/282c34|comment quote:5c6370//i|doctag keyword formula:c678dd|section name selector-tag deletion subst:e06c75|literal:56b6c2|string regexp addition attribute meta-string:98c379|built-in:e6c07b|attr variable template-variable type selector-class selector-attr selector-pseudo number:d19a66|symbol bullet meta selector-id title:61aeee|link:61aeee//u|emphasis://i|strong://b",
  "atom-one-light":
    "root:383a42/fafafa|comment quote:a0a1a7//i|doctag keyword formula:a626a4|section name selector-tag deletion subst:e45649|literal:0184bb|string regexp addition attribute meta-string:50a14f|built-in:c18401|attr variable template-variable type selector-class selector-attr selector-pseudo number:986801|symbol bullet meta selector-id title:4078f2|link:4078f2//u|emphasis://i|strong://b",
  "brown-paper":
    "root:363c69/b7a68e|keyword selector-tag literal:005599//b|subst:363c69|string attribute symbol bullet built-in addition variable template-tag template-variable link:2c009f|title section type name:2c009f//b|comment quote meta deletion:802022|doctag strong://b|emphasis://i",
  "codepen-embed":
    "root:fff/222|comment quote:777|variable template-variable tag regexp meta number built-in builtin-name literal params symbol bullet link deletion:ab875d|section title name selector-id selector-class type attribute:9b869b|string keyword selector-tag addition:8f9c6c|emphasis://i|strong://b",
  "color-brewer":
    "root:000/fff|subst:000|string meta symbol template-tag template-variable addition:756bb1|comment quote:636363|number regexp literal bullet link:31a354|deletion variable:88f|keyword selector-tag title section built-in doctag type tag name selector-id selector-class strong:3182bd|emphasis://i|attribute:e6550d",
  dracula:
    "root:f8f8f2/282a36|keyword selector-tag literal section:8be9fd//b|link:8be9fd|subst:f8f8f2|string attribute symbol bullet addition variable template-tag template-variable:f1fa8c|title name type:f1fa8c//b|comment quote deletion meta:6272a4|doctag strong://b|emphasis://i",
  dark: "root:ddd/444|keyword selector-tag literal section:fff//b|link:fff|subst:ddd|string attribute symbol bullet built-in addition variable template-tag template-variable:d88|title name type:d88//b|comment quote deletion meta:777|doctag strong://b|emphasis://i",
  default:
    "root:444/f0f0f0|subst:444|comment:888888|keyword attribute selector-tag meta-keyword doctag name strong://b|type string number selector-id selector-class quote template-tag deletion:880000|title section:880000//b|regexp symbol variable template-variable link selector-attr selector-pseudo:bc6060|literal:78a960|built-in bullet code addition:397300|meta:1f7199|meta-string:4d99bf|emphasis://i",
  docco:
    "root:000/f8f8ff|comment quote:408080//i|keyword selector-tag literal subst:954121|number:40a070|string doctag:219161|selector-id selector-class section type:19469d|params:00f|title:458//b|tag name attribute:000080|variable template-variable:008080|regexp link:b68|symbol bullet:990073|built-in builtin-name:0086b3|meta:999//b|deletion:/fdd|addition:/dfd|emphasis://i|strong://b",
  far: "root:0ff/000080|subst:0ff|string attribute symbol bullet built-in builtin-name template-tag template-variable addition:ff0|keyword selector-tag section name:fff//b|type selector-id selector-class variable:fff|comment quote doctag deletion:888|number regexp literal link:0f0|meta:008080|title strong://b|emphasis://i",
  foundation:
    "root:000/eee|link attribute addition:070|emphasis:070//i|strong:d14//b|string deletion:d14|quote comment:998//i|section title:900|type:458|variable template-variable:336699|bullet:997700|meta:3344bb|code number literal keyword selector-tag:099|regexp:880088/fff0ff|symbol:990073|tag name selector-id selector-class:007700",
  "github-gist":
    "root:333333/fff|comment meta:969896|variable template-variable strong emphasis quote:df5000|keyword selector-tag type:d73a49|literal symbol bullet attribute:0086b3|section name:63a35c|tag:333333|title attr selector-id selector-class selector-attr selector-pseudo:6f42c1|addition:55a532/eaffea|deletion:bd2c00/ffecec|link://u|number:005cc5|string:032f62",
  github:
    "root:333/f8f8f8|comment quote:998//i|keyword selector-tag:333//b|subst:333|number literal variable template-variable:008080|string doctag:d14|title section selector-id:900//b|type:458//b|tag name attribute:000080|regexp link:009926|symbol bullet:990073|built-in builtin-name:0086b3|meta:999//b|deletion:/fdd|addition:/dfd|emphasis://i|strong://b",
  gml: "root:c0c0c0/222222|keyword:ffb871//b|built-in:ffb871|literal number:ff8080|symbol:58e55a|comment:5b995b|string:ffff00|attribute selector-tag doctag name bullet code addition regexp variable template-variable link selector-attr selector-pseudo type selector-id selector-class quote template-tag deletion title section function meta-keyword meta subst:c0c0c0|emphasis://i|strong://b",
  googlecode:
    "root:000/fff|comment quote:800|keyword selector-tag section name:008|title type attr built-in builtin-name params:606|variable template-variable:660|string selector-attr selector-pseudo regexp:080|literal symbol bullet meta number link:066|doctag:606//b|attribute subst:000|formula:/eee/i|selector-id selector-class:9b703f|addition:/baeeba|deletion:/ffc8bd|strong://b|emphasis://i",
  "gradient-dark":
    "root:e7e4eb/501f7a|subtr:e7e4eb|doctag meta comment:af8dd9|quote:af8dd9//i|selector-tag selector-id template-tag:aefbff//b|regexp attr tag:aefbff|params selector-class:f19fff//b|bullet:f19fff|keyword section:17fc95//b|meta-keyword symbol type:17fc95|addition attribute:e7ff9f|number link:c5fe00|string:38c0ff|variable template-variable:e447ff|builtin-name built-in formula name title class function:ffc800|selector-pseudo deletion literal:ff9e44|emphasis://i|strong://b",
  grayscale:
    "root:333/fff|comment quote:777//i|keyword selector-tag type name:333//b|subst string doctag formula tag regexp:333|number literal:777|title section selector-id:000//b|symbol bullet link addition:000|built-in builtin-name:000//u|meta:999//b|deletion:fff|emphasis://i|strong://b",
  "gruvbox-dark":
    "root:ebdbb2/282828|subst:ebdbb2|deletion formula keyword link selector-tag:fb4934|built-in name quote title variable:83a598|emphasis:83a598//i|strong:83a598//b|attr params template-tag type:fabd2f|builtin-name doctag:8f3f71|literal number link-label:d3869b|code meta regexp selector-id template-variable:fe8019|addition meta-string selector-attr selector-class string symbol:b8bb26|section:b8bb26//b|attribute bullet class function meta-keyword selector-pseudo:8ec07c|tag:8ec07c//b|comment:928374//i",
  "gruvbox-light":
    "root:3c3836/fbf1c7|subst:3c3836|deletion formula keyword link selector-tag:9d0006|built-in name quote title variable:076678|emphasis:076678//i|strong:076678//b|attr params template-tag type:b57614|builtin-name doctag literal number link-label:8f3f71|code meta regexp selector-id template-variable:af3a03|addition meta-string selector-attr selector-class string symbol:79740e|section:79740e//b|attribute bullet class function meta-keyword selector-pseudo:427b58|tag:427b58//b|comment:928374//i",
  hopscotch:
    "comment quote:989498|variable template-variable attribute tag name selector-id selector-class regexp link deletion:dd464c|number built-in builtin-name literal type params:fd8b19|string symbol bullet addition:8fc13e|meta:149b93|function section title:1290bf|keyword selector-tag:c85e7c|root:b9b5b8/322931|emphasis://i|strong://b",
  hybrid:
    "root:c5c8c6/1d1f21|title name:f0c674|comment meta:707880|number symbol literal deletion link:cc6666|string doctag addition regexp selector-attr selector-pseudo:b5bd68|attribute code selector-id:b294bb|keyword selector-tag bullet tag:81a2be|subst variable template-tag template-variable:8abeb7|type built-in builtin-name quote section selector-class:de935f|emphasis://i|strong://b",
  idea: "root:000/fff|subst title:000|comment quote:808080//i|meta:808000|tag:/efefef|section name literal keyword selector-tag type selector-id selector-class:000080//b|attribute:0000ff//b|number regexp link:0000ff|string:008000//b|symbol bullet formula:000/d0eded/i|doctag://u|variable template-variable:660e7a|addition:/baeeba|deletion:/ffc8bd|emphasis://i|strong://b",
  "ir-black":
    "root:f8f8f8/000|comment quote meta:7c7c7c|keyword selector-tag tag name:96cbfe|attribute selector-id title section type doctag:ffffb6|string selector-attr selector-pseudo addition:a8ff60|subst:daefa3|regexp link:e9c062|symbol bullet variable template-variable literal:c6c5fe|number deletion:ff73fd|emphasis://i|strong://b",
  "isbl-editor-dark":
    "root:f0f0f0/404040|subst type number selector-id selector-class quote template-tag deletion:f0f0f0|comment:b5b5b5//i|keyword attribute selector-tag meta-keyword doctag name:f0f0f0//b|string:97bf0d|title section:df471e|regexp symbol variable template-variable link selector-attr selector-pseudo:e2c696|built-in literal:97bf0d//b|bullet code addition:397300|class:ce9d4d//b|meta:1f7199|meta-string:4d99bf|emphasis://i|strong://b",
  "isbl-editor-light":
    "root:000/fff|subst:000|comment:555555//i|keyword attribute selector-tag meta-keyword doctag name:000000//b|string:000080|type number selector-id selector-class quote template-tag deletion:000000|title section:fb2c00|regexp symbol variable template-variable link selector-attr selector-pseudo:5e1700|built-in literal:000080//b|bullet code addition:397300|class:6f1c00//b|meta:1f7199|meta-string:4d99bf|emphasis://i|strong://b",
  "kimbie.dark":
    "comment quote:d6baad|variable template-variable tag name selector-id selector-class regexp meta:dc3958|number built-in builtin-name literal type params deletion link:f79a32|title section attribute:f06431|string symbol bullet addition:889b4a|keyword selector-tag function:98676a|root:d3af86/221a0f|emphasis://i|strong://b",
  "kimbie.light":
    "comment quote:a57a4c|variable template-variable tag name selector-id selector-class regexp meta:dc3958|number built-in builtin-name literal type params deletion link:f79a32|title section attribute:f06431|string symbol bullet addition:889b4a|keyword selector-tag function:98676a|root:84613d/fbebd4|emphasis://i|strong://b",
  lightfair:
    "root subst:444|name:01a3a3//b|tag meta:778899|comment:888888|keyword attribute selector-tag meta-keyword doctag strong://b|type string number selector-id selector-class quote template-tag deletion:4286f4|title section:4286f4//b|regexp symbol variable template-variable link selector-attr selector-pseudo:bc6060|literal:62bcbc|built-in bullet code addition:25c6c6|meta-string:4d99bf|emphasis://i",
  magula:
    "root:000/f4f4f4|subst:000|string symbol bullet attribute addition variable template-tag template-variable:050|title keyword selector-tag doctag section built-in tag name:000080//b|comment quote:777|number regexp literal type link:800|deletion meta:00e|emphasis://i|strong://b",
  "mono-blue":
    "root:00193a/eaeef3|keyword selector-tag doctag strong://b|title section name:0048ab//b|comment:738191|string built-in literal type addition tag quote selector-id selector-class:0048ab|meta subst symbol regexp attribute deletion variable template-variable link bullet:4c81c9|emphasis://i",
  "monokai-sublime":
    "root:f8f8f2/23241f|tag subst params:f8f8f2|strong:a8a8a2//b|emphasis:a8a8a2//i|bullet quote number regexp literal link:ae81ff|code title section selector-class:a6e22e|keyword selector-tag name attr:f92672|symbol attribute:66d9ef|string type built-in builtin-name selector-id selector-attr selector-pseudo addition variable template-variable:e6db74|comment deletion meta:75715e",
  monokai:
    "root:ddd/272822|tag strong name:f92672|keyword selector-tag literal:f92672//b|code:66d9ef|attribute symbol regexp link:bf79db|string bullet subst emphasis built-in builtin-name selector-attr selector-pseudo addition variable template-tag template-variable:a6e22e|title section type:a6e22e//b|comment quote deletion meta:75715e|doctag selector-id://b",
  "night-owl":
    "root:d6deeb/011627|keyword emphasis selector-attr selector-pseudo:c792ea//i|built-in selector-class:addb67//i|type symbol function meta meta-keyword:82aaff|literal:ff5874|number:f78c6c|regexp:5ca7e4|string meta-string:ecc48d|subst:d3423e|class:ffcb8b|title:dcdcaa//i|params doctag tag name builtin-name attr:7fdbca|comment:637777//i|section:82b1ff|attribute code:80cbc4|variable template-variable:addb67|bullet:d9f5dd|strong:addb67//b|formula template-tag:c792ea|link:ff869a|quote:697098//i|selector-tag:ff6363|selector-id:fad430|addition:addb67ff//i|deletion:ef535090//i",
  nord: "root:d8dee9/2e3440|subst params attribute variable template-variable:d8dee9|selector-tag keyword literal symbol bullet builtin-name name tag:81a1c1|selector-id:8fbcbb//b|selector-class selector-attr built-in type class title code formula doctag attr:8fbcbb|selector-pseudo function section:88c0d0|addition:/a3be8c|deletion:/bf616a|number:b48ead|regexp:ebcb8b|string meta-string:a3be8c|emphasis://i|strong://b|quote comment:4c566a|meta meta-keyword template-tag:5e81ac",
  obsidian:
    "root:e0e2e4/282b2e|keyword selector-tag literal:93c763//b|selector-id:93c763|number:ffcd22|attribute:668bb0|code:fff|section:fff//b|regexp link:d39745|meta:557182|tag bullet subst emphasis built-in selector-attr selector-pseudo addition variable template-tag template-variable:8cbbad|name type:8cbbad//b|string symbol:ec7600|comment quote deletion:818e96|selector-class:a082bd|doctag title strong://b",
  ocean:
    "comment quote:65737e|variable template-variable tag name selector-id selector-class regexp deletion:bf616a|number built-in builtin-name literal type params meta link:d08770|attribute:ebcb8b|string symbol bullet addition:a3be8c|title section:8fa1b3|keyword selector-tag:b48ead|root:c0c5ce/2b303b|emphasis://i|strong://b",
  "paraiso-dark":
    "comment quote:8d8687|variable template-variable tag name selector-id selector-class regexp link meta:ef6155|number built-in builtin-name literal type params deletion:f99b15|title section attribute:fec418|string symbol bullet addition:48b685|keyword selector-tag:815ba4|root:a39e9b/2f1e2e|emphasis://i|strong://b",
  "paraiso-light":
    "comment quote:776e71|variable template-variable tag name selector-id selector-class regexp link meta:ef6155|number built-in builtin-name literal type params deletion:f99b15|title section attribute:fec418|string symbol bullet addition:48b685|keyword selector-tag:815ba4|root:4f424c/e7e9db|emphasis://i|strong://b",
  pojoaque:
    "root:dccf8f/181914|comment quote:586e75//i|keyword selector-tag literal addition:b64926|number string doctag regexp:468966|title section built-in name:ffb03b|variable template-variable type tag:b58900|attribute:b89859|symbol bullet link subst meta:cb4b16|deletion:dc322f|selector-id selector-class:d3a60c|formula:/073642|emphasis://i|strong://b",
  purebasic:
    "root:000000/ffffdf|type function number attr params subst:000000|name:000000//b|comment regexp section selector-pseudo addition:00aaaa|title tag variable code:006666|keyword class meta-keyword selector-class built-in builtin-name:006666//b|string selector-attr:0080ff|symbol link deletion attribute:924b72|meta literal selector-id:924b72//b|strong://b|emphasis://i",
  qtcreator_dark:
    "root:aaaaaa/000000|subst tag title:aaaaaa|strong:a8a8a2|emphasis:a8a8a2//i|bullet quote number regexp literal string selector-id selector-attr selector-pseudo built-in builtin-name template-tag template-variable addition link:ff55ff|stronge://i|type:ff55ff//i|keyword selector-tag function section symbol name:ffff55|attribute:ff5555|variable params:8888ff|comment meta deletion:55ffff",
  qtcreator_light:
    "root:000000/ffffff|subst tag title strong:000000|emphasis:000000//i|bullet quote number regexp literal:000080|stronge://i|type:008000//i|keyword selector-tag function section symbol name:808000|attribute:800000|variable params:0055af|string selector-id selector-attr selector-pseudo built-in builtin-name template-tag template-variable addition link comment meta deletion:008000",
  railscasts:
    "root:e6e1dc/232323|comment quote:bc9458//i|keyword selector-tag:c26230|string number regexp variable template-variable:a5c261|subst:519f50|tag name:e8bf6a|type:da4939|symbol bullet built-in builtin-name attr:6d9cbe|link:6d9cbe//u|params:d0d0ff|attribute:cda869|meta:9b859d|title section:ffc66d|addition:e6e1dc/144212|deletion:e6e1dc/600|selector-class:9b703f|selector-id:8b98ab|emphasis://i|strong://b",
  rainbow:
    "root:d1d9e1/474949|comment quote:969896//i|keyword selector-tag literal type addition:cc99cc|number selector-attr selector-pseudo symbol bullet subst meta link:f99157|string doctag regexp:8abeb7|title built-in:b5bd68|name section:b5bd68//b|variable template-variable selector-id:ffcc66|strong://b|deletion:dc322f|formula:/eee8d5|attr attribute:81a2be|emphasis://i",
  "school-book":
    "root:3e5915/f6f6ae|keyword selector-tag literal:005599//b|subst:3e5915|string symbol bullet attribute built-in builtin-name addition variable template-tag template-variable link:2c009f|title section type:2c009f//b|comment quote deletion meta:e60415|doctag name selector-id strong://b|emphasis://i",
  "shades-of-purple":
    "root:e3dfff/2d2b57|title:fad000|name:a1feff|tag:ffffff|attr:f8d000//i|built-in selector-tag section keyword meta meta-string:fb9e00|subst:e3dfff|string attribute symbol bullet addition code regexp selector-class selector-attr selector-pseudo template-tag quote deletion:4cd213|comment:ac65ff|literal number:fa658d|strong://b|emphasis://i",
  "solarized-dark":
    "root:839496/002b36|comment quote:586e75|keyword selector-tag addition:859900|number string literal doctag regexp:2aa198|title section name selector-id selector-class:268bd2|attribute attr variable template-variable type:b58900|symbol bullet subst meta selector-attr selector-pseudo link:cb4b16|built-in deletion:dc322f|formula:/073642|emphasis://i|strong://b",
  "solarized-light":
    "root:657b83/fdf6e3|comment quote:93a1a1|keyword selector-tag addition:859900|number string literal doctag regexp:2aa198|title section name selector-id selector-class:268bd2|attribute attr variable template-variable type:b58900|symbol bullet subst meta selector-attr selector-pseudo link:cb4b16|built-in deletion:dc322f|formula:/eee8d5|emphasis://i|strong://b",
  sunburst:
    "root:f8f8f8/000|comment quote:aeaeae//i|keyword selector-tag type:e28964|string:65b042|subst:daefa3|regexp link:e9c062|title section tag name:89bdff|doctag://u|symbol bullet number:3387cc|params variable template-variable:3e87e3|attribute:cda869|meta:8996a8|formula:f8f8f8/0e2231/i|addition:f8f8f8/253b22|deletion:f8f8f8/420e09|selector-class:9b703f|selector-id:8b98ab|emphasis://i|strong://b",
  "tomorrow-night-blue":
    "comment quote:7285b7|variable template-variable tag name selector-id selector-class regexp deletion:ff9da4|number built-in builtin-name literal type params meta link:ffc58f|attribute:ffeead|string symbol bullet addition:d1f1a9|title section:bbdaff|keyword selector-tag:ebbbff|root:fff/002451|emphasis://i|strong://b",
  "tomorrow-night-bright":
    "comment quote:969896|variable template-variable tag name selector-id selector-class regexp deletion:d54e53|number built-in builtin-name literal type params meta link:e78c45|attribute:e7c547|string symbol bullet addition:b9ca4a|title section:7aa6da|keyword selector-tag:c397d8|root:eaeaea/000|emphasis://i|strong://b",
  "tomorrow-night-eighties":
    "comment quote:999999|variable template-variable tag name selector-id selector-class regexp deletion:f2777a|number built-in builtin-name literal type params meta link:f99157|attribute:ffcc66|string symbol bullet addition:99cc99|title section:6699cc|keyword selector-tag:cc99cc|root:cccccc/2d2d2d|emphasis://i|strong://b",
  "tomorrow-night":
    "comment quote:969896|variable template-variable tag name selector-id selector-class regexp deletion:cc6666|number built-in builtin-name literal type params meta link:de935f|attribute:f0c674|string symbol bullet addition:b5bd68|title section:81a2be|keyword selector-tag:b294bb|root:c5c8c6/1d1f21|emphasis://i|strong://b",
  tomorrow:
    "comment quote:8e908c|variable template-variable tag name selector-id selector-class regexp deletion:c82829|number built-in builtin-name literal type params meta link:f5871f|attribute:eab700|string symbol bullet addition:718c00|title section:4271ae|keyword selector-tag:8959a8|root:4d4d4c/fff|emphasis://i|strong://b",
  vs: "root:000/fff|comment quote variable:008000|keyword selector-tag built-in name tag:00f|string title section attribute literal template-tag template-variable type addition:a31515|deletion selector-attr selector-pseudo meta:2b91af|doctag:808080|attr:f00|symbol bullet link:00b0e8|emphasis://i|strong://b",
  vs2015:
    "root:dcdcdc/1e1e1e|keyword literal symbol name:569cd6|link:569cd6//u|built-in type:4ec9b0|number class:b8d7a3|string meta-string:d69d85|regexp template-tag:9a5334|subst function title params formula:dcdcdc|comment quote:57a64a//i|doctag:608b4e|meta meta-keyword tag:9b9b9b|variable template-variable:bd63c5|attr attribute builtin-name:9cdcfe|section:ffd700|emphasis://i|strong://b|bullet selector-tag selector-id selector-class selector-attr selector-pseudo:d7ba7d|addition:/144212|deletion:/600",
  xcode:
    "root:000/fff|comment quote:007400|tag attribute keyword selector-tag literal name:aa0d91|variable template-variable:3f6e74|code string meta-string:c41a16|regexp link:0e0eff|title symbol bullet number:1c00cf|section meta:643820|type built-in builtin-name params:5c2699|attr:836c28|subst:000|formula:/eee/i|addition:/baeeba|deletion:/ffc8bd|selector-id selector-class:9b703f|doctag strong://b|emphasis://i",
  xt256:
    "root:eaeaea/000|subst builtin-name type:eaeaea|emphasis://i|strong://b|params:da0000|literal number name:ff0000//b|comment:969896|selector-id quote:00ffff|template-variable variable title:00ffff//b|selector-class keyword symbol:fff000|string bullet:00ff00|tag section:000fff|selector-tag:000fff//b|attribute built-in regexp link:ff00ff|meta:fff//b",
  zenburn:
    "root:dcdcdc/3f3f3f|keyword selector-tag tag:e3ceab|template-tag:dcdcdc|number:8cd0d3|variable template-variable attribute:efdcbc|literal:efefaf|subst:8f8f8f|title name selector-id selector-class section type:efef8f|symbol bullet link:dca3a3|deletion string built-in builtin-name:cc9393|addition comment quote meta:7f9f7f|emphasis://i|strong://b",
};
