using LaborFlow.Cases.Places;

namespace LaborFlow.Host.Simulation;

/// <summary>Names as people and firms have them; of one number always the same, of different small numbers different ones. Nobody real is meant.</summary>
internal static class Names
{
    private const string Surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹";
    private const string First = "志文建晓海丽国春永玉明秀德美俊雪伟小家金";
    private const string Last = "强华军燕涛芳平兰辉敏勇玲峰红杰英波娟斌霞宇静鹏琴磊梅超莉";
    private const string Brands = "恒瑞佳禾凌越鲜源宏建安达速启明华腾美颜德盛优锐驰锦绣天成和顺云图兴业橙果通远";
    private const string Roads = "和平福民高峰华兴新围向阳上塘樟坑";

    private static readonly string[] Trades =
    [
        "五金制品",
        "服饰",
        "智能科技",
        "餐饮管理",
        "建筑劳务",
        "物业服务",
        "供应链",
        "教育咨询",
        "精密电子",
        "日化",
        "塑胶模具",
        "家政服务",
        "装饰工程",
    ];

    private static readonly string[] Posts =
    [
        "装配工",
        "车缝工",
        "服务员",
        "钢筋工",
        "保洁员",
        "货车司机",
        "品质检验员",
        "保安员",
        "仓管员",
    ];

    /// <summary>A person's name.</summary>
    public static string Person(int number) => string.Concat(At(Surnames, number * 7), At(First, number * 3), At(Last, number * 11));

    /// <summary>A firm's name.</summary>
    public static string Firm(int number) =>
        $"深圳市{At(Brands, number * 5)}{At(Brands, (number * 9) + (number / Brands.Length) + 1)}{Trades[number % Trades.Length]}有限公司";

    /// <summary>What somebody works as.</summary>
    public static string Post(int number) => Posts[number % Posts.Length];

    /// <summary>An address in a district.</summary>
    public static string Address(string district, int number)
    {
        var road = number * 2 % Roads.Length;
        return $"深圳市{Districts.Find(district)!.Name}{Roads.Substring(road, 2)}路{1 + (number * 37 % 900)}号";
    }

    /// <summary>What a street's quarter is called, by its number.</summary>
    public static string Place(int number) => Roads.Substring(number * 2 % Roads.Length, 2);

    private static char At(string letters, int index) => letters[index % letters.Length];
}
