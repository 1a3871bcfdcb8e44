using System.Buffers.Binary;

namespace LaborFlow.Engine.Runtime;

/// <summary>
/// The ids that one advance gives out: UUIDv7, as 32 lower-case hex digits. Within a millisecond the random part of the first one is
/// counted up (RFC 9562, 6.2, method 2), so that ids ascend in the order in which they were made and cost no random numbers each.
/// Not for several threads.
/// </summary>
internal sealed class AdvanceIds
{
    private const ulong Variant = 0x8000_0000_0000_0000;
    private const ulong Tail = 0x3FFF_FFFF_FFFF_FFFF;

    private long _millisecond = long.MinValue;
    private ulong _high;
    private ulong _low;

    public string Next(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        var millisecond = now.ToUnixTimeMilliseconds();
        if (millisecond != _millisecond)
        {
            Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
            _millisecond = millisecond;
            _high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            _low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        }
        else
        {
            _low = Variant | (unchecked((_low & Tail) + 1) & Tail);
            BinaryPrimitives.WriteUInt64BigEndian(bytes, _high);
            BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], _low);
        }

        return Convert.ToHexStringLower(bytes);
    }
}
