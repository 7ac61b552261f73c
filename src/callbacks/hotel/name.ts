import type { Random } from "../../core/ports.js";

const surnames = characters(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵覃武钱戴莫孔",
);
const doubleSurnames = ["欧阳", "司马", "上官", "诸葛", "慕容", "皇甫"];
const givenSyllables = characters(
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉兰红建文辉宇浩然子轩梓涵欣怡诗琪雨佳思远博嘉俊泽晨睿悦彤昕妍煜恒楠翔宁",
);
const minorityNames = [
  "阿依古丽·买买提",
  "古丽娜尔·艾力",
  "迪丽努尔·阿不都热依木",
  "买买提·吐尔逊",
  "扎西·多吉",
  "卓玛·央金",
  "巴图·苏和",
  "木合塔尔·玉素甫",
];
const foreignGivenNames = [
  "James",
  "Emily",
  "Daniel",
  "Sofia",
  "Wei Ling",
  "Ahmad",
  "Yuki",
  "Lucas",
  "Anna",
  "Noah",
  "Chloé",
  "Mateo",
];
const foreignSurnames = [
  "Smith",
  "Tan",
  "Müller",
  "García",
  "Rahman",
  "Sato",
  "O'Brien",
  "Johnson",
  "Nguyen",
  "Dubois",
  "Van Dijk",
  "Lim",
];

/** A full name as it stands in an identity card: two or three characters, now and then a double surname or a name with a middle dot. */
export function chineseName(random: Random): string {
  const kind = random.integer(1, 100);
  if (kind <= 3) return random.pick(minorityNames);
  const surname = kind <= 6 ? random.pick(doubleSurnames) : random.pick(surnames);
  const given = random.pick(givenSyllables) + (random.next() < 0.72 ? random.pick(givenSyllables) : "");
  return surname + given;
}

export type ForeignName = { readonly first: string; readonly last: string };

export function foreignName(random: Random): ForeignName {
  return { first: random.pick(foreignGivenNames), last: random.pick(foreignSurnames) };
}

function characters(text: string): readonly string[] {
  return [...text];
}
