"""Which of two words that are written alike, one in Unicode and one in an old font, is likelier."""

from __future__ import annotations

__all__ = ["COMMON"]

# Words that are written the same as another one is in TCVN3 or VNI ("còng" and "cũng", "hoà" and
# "hồ"), and at least five times as often as that one is: counted in wordfreq 3.1.1, and where that
# does not decide in the UD Vietnamese VTB treebank. Of 1073 such pairs in use they tell 1044.
COMMON = frozenset(
    """
    buôn bái bám bán bân bãi bên bì bìm bí bím bòn bòng bó bóc bón bóng bô bôn bõ bù bùa bùi bùn
    bùng búa bút bơi bơm bị bịa bỏ bố bốc bối bốn bống bốp bốt bồ bồi bồn bồng bỗng bộ bộc bột
    bờ bờm bỡn bừa bừng chuôi chán châm chân chè chém chén chép chì chìm chí chín chít chòm chó
    chói chóp chôm chôn chông chùa chùi chùm chùn chùng chú chúa chúc chúng chút chĩa chơ chơi
    chị chỏ chốc chối chốn chống chốt chồi chồn chồng chỗ chờ chờn chừ chừa chừng cá cái cám cán
    cáng câm cân cãi còi còm còn có côi côn công cõi cõng cùi cùm cùn cùng cúi cúm cún cúng cúp
    cút cũ cũng cơm cố cốc cối cốm cống cốp cốt cồ cồn cồng cỗ cỗi cụm cừ doãn dái dám dán dáng
    dâm dân dâng dã dãi dãn dè dép dê dìm dí dòm dõi dùi dùm dúi dĩ dĩa dơ dơi dị dốc dối dốt
    dồi dồn dỗ dỗi dộng dột dụ dụm dụng dừa dừng dựa giá giám gián giáng giãi giãn giòn gió
    gióng giông giùm giúp giũa giơ giỏi giống giồng giỗ giờ gái gán gân gã gì gìn gò gòn góa góc
    gói góp gô gôn gông gõ gù gũi gốc gối gốm gồ gồm gỗ gớm gừng hoàn hoán huê há hám hán hâm
    hân hãi hãm hãn hãng hèm hèn hít hò hòa hòm hòn hòng hóa hô hôm hông hù hùa hùm hùng hú hút
    hơi hơn hỏi hỏng hốc hối hống hốt hồ hồi hỗ hộ hộp hớn hớp hừ hừng khoá khoáng khoát khuê
    khuôn khá khám khán kháng khâm khép khét khê khí khít khó khóa khói khóm khô khôi khôn không
    khùng khỏi khối khốn khống khớp kè kèm kèn ké kém kén kép két kê kì kìm kí kín kíp kô kông
    kĩ kị kỳ loài loáng loãng luôn lá lái lán lâm lân lã lãi lãm lãn lãng lép lê lên lí lít lòa
    lòi lòng lót lô lôi lôn lông lõi lõng lùi lùm lùn lùng lúa lúc lún lúp lũ lịm lố lốc lối lốp
    lồ lồn lồng lỗ lỗi lộ lộc lộng lột lớn lớp lỡ lừa lựa muôn mân mã mãi mè mép mì mìn mít mò
    mòn mòng móc món móng mô môi môn mông mõ mõm mù mùa mùi mùn mùng múa mút mĩm mũi mũm mỏm
    mỏng mốc mối mống mốt mồ mồi mồm mồng mỗ mỗi mộ mộc mộng một mừng ngoái ngoãn nguôi ngán
    ngâm ngân ngã ngòi ngóc ngói ngón ngóng ngót ngô ngôi ngôn ngông ngõ ngùi ngùng ngũ ngỏ ngố
    ngốc ngốn ngỗng ngụm ngừa ngừng ngự ngựa nhoáng nhái nhám nhân nhã nhãn nhãng nhè nhé nhép
    nhét nhì nhìn nhím nhòa nhòm nhói nhóm nhô nhôm nhông nhõm nhú nhún nhúng nhĩ nhũ nhũn nhũng
    nhơn nhị nhịn nhỏ nhối nhốt nhồi nhộn nhộng nhớ nhớt nhờ nhờn nhừ nhựa noãn nuôi nái nán
    nâng nè ném nén nét nê nêm nên nín nòi nòng nó nóc nói nón nóng nô nôm nôn nông nùng núm núp
    nút nơi nối nốt nồi nồng nỗ nỗi nộp nỡ oán phá phái phán phân phèn phép phê phì phìn phí
    phím phò phòng phó phóng phôi phù phùng phú phúc phút phỏng phố phối phốt phồn phồng phộng
    phớt phụ phụng pô pù quê quì quí rái rám rán ráng râm rã rãi rè rèm rét rên rí rò ròi ròng
    rô rôn rõ rùa rùi rùng rú rúc rúm rúp rút rĩ rơi rơm rịa rốc rối rốn rống rốt rồ rồi rồng
    rỗi rỗng rộ rộn rộng rộp rỡ rụi rụng rừng soái soán suôn sám sán sáng sâm sân séc sét sên
    sìn síp sít sò sòng sóc sói sóng sót sôi sông sùi sùng sú súp sĩ sơ sơn số sốc sống sồi sộ
    sớ sớm sỡ sụn sừng sự thoát thuê thuôn thái thám thán tháng thâm thân thèm thép thét thêm
    thì thìn thí thím thòi thòng thói thóp thôi thôn thông thù thùng thú thúc thúng thơ thơm thị
    thỏ thố thốc thốn thống thờ thừa thừng toà toàn toán trái trám trán tráng trâm trân trét
    trên trì trí trò tròn trói trôi trôm trông trù trùm trùng trú trúc trúng trút trĩ trơ trơn
    trối trốn trống trồi trồng trỗi trộm trộn trớn trụ trừ trừng tuôn tái tám tán táng tâm tân
    tâng tã tép tên tì tìm tím tín típ tít tò tòa tòi tòng tóm tôi tôm tôn tông tùm tùng tú túi
    túng túp tỏ tố tốc tối tống tốp tốt tồi tộc tột tờ từ từng tự tựa vái ván váng vân vã vãn
    vãng vè vé véc vén vét vì ví vòi vòm vòng vóc vói vô vôi võ võng vù vùi vùng vú vĩ vũ vị vịn
    vỏ vốn vồ vồng vỗ vờn vụn vừa vựa xoài xoá xuôi xá xám xán xâm xã xé xém xép xét xê xì xí
    xín xít xóa xói xóm xót xô xôi xôn xông xõa xù xú xúc xúp xị xịn xốc xối xốp xốt xộc á ái ám
    án áng âm ân é én ép ê êm ì ít òa ó ói óng ô ôi ôm ôn ông ù ùa ùn ú úa úp út ị ố ốc ốm ống
    ốp ốt ồ ồn ớn ừ ừm
    """.split()
)
