using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LaborFlow.Cases.Documents.Sealing;

/// <summary>The picture of a seal, checked.</summary>
/// <param name="Content">The PNG.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record SealFile(ReadOnlyMemory<byte> Content, int Width, int Height)
{
    /// <summary>The largest file: 512 kB.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The shortest side in pixels: less would be blurred on paper at 42 mm.</summary>
    public const int MinSide = 200;

    /// <summary>The longest side in pixels.</summary>
    public const int MaxSide = 2000;

    private const int GreyAlpha = 4;
    private const int ColourAlpha = 6;
    private const int Palette = 3;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>
    /// Reads a PNG (ISO/IEC 15948) down to its pixels: whole, of a fitting size, about as wide as high, and see-through at its corner, since
    /// an opaque ground would hide the text beneath the seal.
    /// </summary>
    /// <exception cref="InvalidInputException">What is wrong with it, on the field <c>file</c>.</exception>
    public static SealFile Read(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxBytes)
            throw Fault("too-large", "印章图片超过512KB。", "The picture of the seal is over 512 kB.");
        var (head, data, transparency) = Chunks(content.Span);
        var width = BinaryPrimitives.ReadInt32BigEndian(head);
        var height = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
        if (width is < MinSide or > MaxSide || height is < MinSide or > MaxSide)
            throw Fault(
                "wrong-size",
                $"印章图片的宽和高应为{MinSide}至{MaxSide}像素。",
                $"Width and height of the picture must be from {MinSide} to {MaxSide} pixels."
            );
        if (width > height * 2 || height > width * 2)
            throw Fault("wrong-shape", "印章图片的宽高相差过大。", "The picture is too long or too wide for a seal.");
        // Eight bits, the one compression and filter method, not interlaced: what every drawing program writes unless told otherwise.
        if (head[8] != 8 || head[10] != 0 || head[11] != 0 || head[12] != 0)
            throw Fault("unknown-form", "请将印章图片另存为8位、非交错的PNG。", "Save the picture as a PNG of 8 bits without interlacing.");
        var channels = head[9] switch
        {
            ColourAlpha => 4,
            GreyAlpha => 2,
            Palette when transparency is not null => 1,
            _ => throw Opaque(),
        };
        var first = FirstPixel(data, width, height, channels);
        var alpha = channels == 1 ? (first[0] < transparency!.Length ? transparency[first[0]] : byte.MaxValue) : first[channels - 1];
        return alpha < 32 ? new SealFile(content, width, height) : throw Opaque();
    }

    private static (byte[] Head, byte[] Data, byte[]? Transparency) Chunks(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(Signature))
            throw Broken();
        byte[]? head = null;
        byte[]? transparency = null;
        using var data = new MemoryStream();
        for (var at = Signature.Length; at + 12 <= file.Length; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
                throw Broken();
            var named = file.Slice(at + 4, 4 + (int)length);
            if (Crc(named) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + (int)length)..]))
                throw Broken();
            var body = named[4..];
            at += 12 + (int)length;
            switch (Encoding.ASCII.GetString(named[..4]))
            {
                case "IHDR" when length == 13:
                    head = body.ToArray();
                    break;
                case "tRNS":
                    transparency = body.ToArray();
                    break;
                case "IDAT":
                    data.Write(body);
                    break;
                case "IEND" when head is not null && data.Length > 0 && at == file.Length:
                    return (head, data.ToArray(), transparency);
            }
        }

        throw Broken();
    }

    /// <summary>Unpacks all rows, to see that they are there, and gives the pixel at the upper left, which no filter changes.</summary>
    private static byte[] FirstPixel(byte[] data, int width, int height, int channels)
    {
        var pixel = new byte[channels];
        var row = new byte[1 + (width * channels)];
        try
        {
            using var rows = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
            for (var y = 0; y < height; y++)
            {
                rows.ReadExactly(row);
                if (row[0] > 4)
                    throw Broken();
                if (y == 0)
                    row.AsSpan(1, channels).CopyTo(pixel);
            }

            return rows.ReadByte() < 0 ? pixel : throw Broken();
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw Broken();
        }
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var next in bytes)
        {
            crc ^= next;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }

    private static InvalidInputException Broken() => Fault("not-a-png", "文件不是完整的PNG图片。", "The file is not a whole PNG picture.");

    private static InvalidInputException Opaque() =>
        Fault(
            "not-transparent",
            "印章图片没有透明底色，盖在文书上会遮住文字。请导出为透明底的PNG。",
            "The ground of the picture is not transparent: it would hide the text beneath."
        );

    private static InvalidInputException Fault(string code, string zh, string en) => new([new("file", code, zh, en)]);
}
