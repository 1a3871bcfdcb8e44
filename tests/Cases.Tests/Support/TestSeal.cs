using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LaborFlow.Cases.Tests.Support;

/// <summary>Draws the picture of a seal: a red ring with a star's place in its middle, on a see-through ground.</summary>
internal static class TestSeal
{
    /// <summary>A PNG of RGBA pixels.</summary>
    /// <param name="side">Pixels of either side.</param>
    /// <param name="opaque">The ground is white and hides what lies beneath.</param>
    public static byte[] Png(int side = 300, bool opaque = false)
    {
        using var rows = new MemoryStream();
        using (var packed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (side * 4)];
            for (var y = 0; y < side; y++)
            {
                for (var x = 0; x < side; x++)
                {
                    var from = Math.Sqrt(Math.Pow(x - (side / 2.0), 2) + Math.Pow(y - (side / 2.0), 2)) / side;
                    var red = from is > 0.45 and < 0.49 or < 0.1;
                    ReadOnlySpan<byte> pixel = red ? [220, 20, 20, 255] : [255, 255, 255, opaque ? (byte)255 : (byte)0];
                    pixel.CopyTo(row.AsSpan(1 + (x * 4)));
                }

                packed.Write(row);
            }
        }

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, side);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), side);
        (head[8], head[9]) = (8, 6);
        return
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            .. Chunk("IHDR", head),
            .. Chunk("IDAT", rows.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        var crc = uint.MaxValue;
        foreach (var next in named)
        {
            crc ^= next;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        var around = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(around, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(around.AsSpan(4), ~crc);
        return [.. around[..4], .. named, .. around[4..]];
    }
}
