using System.Buffers.Binary;
using LaborFlow.Cases.Places;

namespace LaborFlow.Persistence.Cases;

/// <summary>
/// The day on which a record was made: its id holds the instant (UUIDv7). An order to put something right has no other date of its own.
/// </summary>
internal static class RecordDay
{
    public static DateOnly Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return ChinaDay.Of(DateTimeOffset.FromUnixTimeMilliseconds((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16)));
    }
}
